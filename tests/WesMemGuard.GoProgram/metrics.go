package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"
)

var hidesSettings bool

func listen(port int) (net.Listener, error) {
	return net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
}

// writeMetrics writes what client_golang's default collectors export, by the same names. go_gc_gogc_percent and go_gc_gomemlimit_bytes are there since
// client_golang 1.15 on Go 1.21; here they tell what this program was started with, which nothing in it changes.
func writeMetrics(w io.Writer, start time.Time) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	gauge := func(name string, value float64) {
		fmt.Fprintf(w, "%s %s\n", name, strconv.FormatFloat(value, 'g', -1, 64))
	}
	gauge("go_memstats_alloc_bytes", float64(m.Alloc))
	gauge("go_memstats_alloc_bytes_total", float64(m.TotalAlloc))
	gauge("go_memstats_sys_bytes", float64(m.Sys))
	gauge("go_memstats_heap_alloc_bytes", float64(m.HeapAlloc))
	gauge("go_memstats_heap_sys_bytes", float64(m.HeapSys))
	gauge("go_memstats_heap_idle_bytes", float64(m.HeapIdle))
	gauge("go_memstats_heap_inuse_bytes", float64(m.HeapInuse))
	gauge("go_memstats_heap_released_bytes", float64(m.HeapReleased))
	gauge("go_memstats_heap_objects", float64(m.HeapObjects))
	gauge("go_memstats_stack_inuse_bytes", float64(m.StackInuse))
	gauge("go_memstats_stack_sys_bytes", float64(m.StackSys))
	gauge("go_memstats_next_gc_bytes", float64(m.NextGC))
	gauge("go_memstats_last_gc_time_seconds", float64(m.LastGC)/1e9)
	gauge("go_gc_duration_seconds_count", float64(m.NumGC))
	gauge("go_goroutines", float64(runtime.NumGoroutine()))
	gauge("go_threads", float64(pprof.Lookup("threadcreate").Count()))
	if !hidesSettings {
		gauge("go_gc_gogc_percent", gogc())
		gauge("go_gc_gomemlimit_bytes", float64(debug.SetMemoryLimit(-1)))
	}
	writeLive(gauge)
	writeProcess(gauge, start)
}

// writeLive exports /gc/heap/live:bytes where this Go has it (1.21): exact, and Debian's 1.19 has none.
func writeLive(gauge func(string, float64)) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() == metrics.KindUint64 {
		gauge("go_gc_heap_live_bytes", float64(sample[0].Value.Uint64()))
	}
}

func gogc() float64 {
	text := os.Getenv("GOGC")
	if value, err := strconv.ParseFloat(text, 64); err == nil {
		return value
	}
	return 100
}

func writeProcess(gauge func(string, float64), start time.Time) {
	gauge("process_start_time_seconds", float64(start.UnixMilli())/1e3)
	if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
		gauge("process_open_fds", float64(len(entries)))
	}
	status, err := os.Open("/proc/self/status")
	if err != nil {
		return
	}
	defer status.Close()
	lines := bufio.NewScanner(status)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) > 1 && fields[0] == "VmRSS:" {
			if kib, err := strconv.ParseFloat(fields[1], 64); err == nil {
				gauge("process_resident_memory_bytes", kib*1024)
			}
		}
	}
}
