package main

// #include <stdlib.h>
// #include <string.h>
// static char *volatile last; // else the compiler leaves the call out
// static void keep(size_t size) { last = malloc(size); if (last) memset(last, 1, size); }
import "C"

func leakCgo(seconds, rate float64) {
	for i := debt.due(seconds, rate*mib, 64<<10); i > 0; i-- {
		C.keep(64 << 10)
	}
}
