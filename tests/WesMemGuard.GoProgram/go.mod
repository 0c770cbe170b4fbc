module wesmemguard.test/goprogram

go 1.19
