package main

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

const mib = 1 << 20

// owed gives how many whole units of a size are due by now, beyond those that were taken before.
type owed struct{ taken float64 }

func (o *owed) due(seconds, perHour, unit float64) int {
	n := int(seconds/3600*perHour/unit - o.taken)
	if n < 0 {
		return 0
	}
	o.taken += float64(n)
	return n
}

var (
	debt   owed
	kept   = map[int][]byte{}
	blocks [][]byte
	waits  = make(chan struct{})
	teeth  int
	freed  int
)

func leakHeap(seconds, rate float64) {
	for i := debt.due(seconds, rate*mib, 4096); i > 0; i-- {
		kept[len(kept)] = page()
	}
}

// page is written to: memory that nobody touches is not resident, and would be told from native memory by that alone.
func page() []byte {
	memory := make([]byte, 4096)
	memory[0] = 1
	return memory
}

func leakGoroutines(seconds, rate float64) {
	for i := debt.due(seconds, rate, 1); i > 0; i-- {
		go waitForEver()
	}
}

func waitForEver() { <-waits }

func leakTimers(seconds, rate float64) {
	for i := debt.due(seconds, rate, 1); i > 0; i-- {
		buffer := make([]byte, 2048)
		var again func()
		again = func() { buffer[0]++; time.AfterFunc(time.Hour, again) }
		time.AfterFunc(time.Hour, again)
	}
}

func leakMmap(seconds, rate float64) {
	for i := debt.due(seconds, rate*mib, 256<<10); i > 0; i-- {
		if mapped, err := syscall.Mmap(-1, 0, 256<<10, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE); err == nil {
			write(mapped)
		}
	}
}

func leakFiles(seconds, rate float64) {
	for i := debt.due(seconds, rate*mib, 256<<10); i > 0; i-- {
		mapFile(256 << 10)
	}
}

// mapFile maps a file that is deleted at once: its pages stay resident while the mapping does.
func mapFile(size int) {
	file, err := os.CreateTemp("", "goprogram-")
	if err != nil {
		return
	}
	defer file.Close()
	defer os.Remove(file.Name())
	if _, err := file.Write(make([]byte, size)); err != nil {
		return
	}
	if mapped, err := syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED); err == nil {
		read(mapped)
	}
}

// leakFragments fills spans with small objects at the start, then lets go of all but one object of each: what is in use stays, what is live falls.
func leakFragments(seconds, rate float64) {
	const size, span, spans = 128, 8192, 128 * mib / 8192
	if blocks == nil {
		blocks = make([][]byte, 0, spans*span/size)
		for len(blocks) < cap(blocks) {
			blocks = append(blocks, make([]byte, size))
		}
	}
	for i := debt.due(seconds, rate*mib, span); i > 0 && freed < spans; i-- {
		for j := 1; j < span/size; j++ {
			blocks[freed*span/size+j] = nil
		}
		freed++
	}
}

func leakThreads(seconds, rate float64) {
	for i := debt.due(seconds, rate, 1); i > 0; i-- {
		go func() {
			runtime.LockOSThread()
			var one [1]byte
			var ends [2]int
			// A pipe of the system blocks the thread that reads it; one of package os would park the goroutine alone.
			if syscall.Pipe(ends[:]) == nil {
				_, _ = syscall.Read(ends[0], one[:])
			}
		}()
	}
}

// saw keeps for 20 s and drops all.
func saw(seconds, rate float64) {
	if tooth := int(seconds) / 20; tooth != teeth {
		teeth = tooth
		kept = map[int][]byte{}
	}
	for i := debt.due(seconds, rate*mib, 4096); i > 0; i-- {
		kept[len(kept)] = page()
	}
}

// fillCache holds the newest 32 MiB.
func fillCache(seconds, rate float64) {
	for i := debt.due(seconds, rate*mib, 4096); i > 0; i-- {
		blocks = append(blocks, page())
	}
	if over := len(blocks) - 32*mib/4096; over > 0 {
		blocks = append([][]byte(nil), blocks[over:]...)
	}
}

// warmUp grows for 30 s.
func warmUp(seconds, rate float64) {
	if seconds < 30 {
		leakHeap(seconds, rate)
	}
}

func ballast(float64, float64) {
	if blocks == nil {
		blocks = [][]byte{make([]byte, 64*mib)}
		write(blocks[0])
	}
	churn(0, 0)
}

func churn(float64, float64) {
	for i := 0; i < 64; i++ {
		sink = make([]byte, 32<<10)
	}
}

var sink []byte

func write(memory []byte) {
	for i := 0; i < len(memory); i += 4096 {
		memory[i] = 1
	}
}

func read(memory []byte) {
	for i := 0; i < len(memory); i += 4096 {
		sum += memory[i]
	}
}

var sum byte
