// Command goprogram is a small Go service of known behaviour for the tests: on request it leaks in one class of memory, or only looks as if it did.
// It serves /metrics in Prometheus' text format with the names of client_golang, net/http/pprof, and nothing else of a real service.
//
//	goprogram -kind heap -port 9300 -rate 2400
//
// The rate is MiB an hour for memory, a count an hour for goroutines, threads and timers. Standard library and cgo only.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sort"
	"strings"
	"time"
)

// A behaviour takes a step each tick; seconds is the time since the start.
type behaviour struct {
	what string
	step func(seconds, rate float64)
}

var behaviours = map[string]behaviour{
	"flat":          {"nothing", func(float64, float64) {}},
	"heap":          {"a map that nobody deletes from", leakHeap},
	"goroutines":    {"goroutines that wait for ever", leakGoroutines},
	"timers":        {"tickers that are never stopped", leakTimers},
	"cgo":           {"malloc without free", leakCgo},
	"mmap":          {"anonymous mappings without munmap", leakMmap},
	"files":         {"file mappings that stay", leakFiles},
	"fragmentation": {"one survivor in each span", leakFragments},
	"threads":       {"threads that are locked and wait", leakThreads},
	"saw":           {"fills and drops all", saw},
	"cache":         {"fills to a bound and stays there", fillCache},
	"warmup":        {"grows for a while after the start, then stays", warmUp},
	"ballast":       {"a large allocation that stays", ballast},
	"churn":         {"much garbage, nothing kept", churn},
	"settled":       {"64 MiB that stay, and 20 MiB of garbage a second", settled},
	"goroutines10k": {"10,000 goroutines that wait, beside the same", manyGoroutines},
}

func main() {
	kind := flag.String("kind", "flat", "what it does: "+strings.Join(kinds(), ", "))
	port := flag.Int("port", 0, "port of 127.0.0.1; 0 takes a free one")
	rate := flag.Float64("rate", 1200, "MiB or a count an hour")
	tick := flag.Duration("tick", 200*time.Millisecond, "time between two steps")
	flag.BoolVar(&hidesSettings, "hide", false, "no GOGC and GOMEMLIMIT on the page, as of client_golang before 1.15")
	flag.Parse()
	chosen, known := behaviours[*kind]
	if !known {
		log.Fatalf("unknown kind %q; there are: %s", *kind, strings.Join(kinds(), ", "))
	}

	start := time.Now()
	serve(*port, start)
	for now := range time.Tick(*tick) {
		chosen.step(now.Sub(start).Seconds(), *rate)
	}
}

func serve(port int, start time.Time) {
	http.HandleFunc("/metrics", func(w http.ResponseWriter, _ *http.Request) { writeMetrics(w, start) })
	listener, err := listen(port)
	if err != nil {
		log.Fatal(err)
	}
	// The tests wait for this line and read the port off it.
	fmt.Fprintf(os.Stdout, "listening on %s\n", listener.Addr())
	go func() { log.Fatal(http.Serve(listener, nil)) }()
}

func kinds() []string {
	names := make([]string, 0, len(behaviours))
	for name := range behaviours {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
