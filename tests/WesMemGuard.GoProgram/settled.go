package main

import "sync"

const mebibyte = 1 << 20

var (
	stays  [][]byte
	wasted []byte
	begin  sync.Once
	never  = make(chan struct{})
)

// settled keeps what it took at first, and allocates 4 MiB a tick that nobody keeps: collections go on, and each finds the same.
func settled(float64, float64) {
	begin.Do(func() {
		for i := 0; i < 64; i++ {
			stays = append(stays, make([]byte, mebibyte))
		}
	})
	for i := 0; i < 64; i++ {
		wasted = make([]byte, mebibyte/16)
	}
}

// manyGoroutines does the same beside 10,000 goroutines, each with some kilobytes of stack in use.
func manyGoroutines(seconds, rate float64) {
	if len(stays) == 0 {
		for i := 0; i < 10_000; i++ {
			go waitDeep(8)
		}
	}
	settled(seconds, rate)
}

func waitDeep(depth int) byte {
	var frame [256]byte
	if depth == 0 {
		<-never
		return frame[0]
	}
	return waitDeep(depth-1) + frame[depth]
}
