// The node's side of a port-forward, with the SPDY library that kubectl and the kubelet use: one session for each connection to the
// address that it prints, and for each pair of streams a connection to the port that they name on 127.0.0.1.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"

	"github.com/moby/spdystream"
)

type pair struct{ failure, data *spdystream.Stream }

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("listening http://" + listener.Addr().String())
	go func() {
		for {
			socket, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(socket)
		}
	}()
	// Ends with whoever started it.
	io.Copy(io.Discard, os.Stdin)
}

func serve(socket net.Conn) {
	session, err := spdystream.NewConnection(socket, true)
	if err != nil {
		panic(err)
	}
	var lock sync.Mutex
	pairs := map[string]pair{}
	session.Serve(func(stream *spdystream.Stream) {
		stream.SendReply(http.Header{}, false)
		id := stream.Headers().Get("requestid")
		lock.Lock()
		defer lock.Unlock()
		of := pairs[id]
		if stream.Headers().Get("streamtype") == "error" {
			of.failure = stream
		} else {
			of.data = stream
		}
		pairs[id] = of
		if of.failure != nil && of.data != nil {
			delete(pairs, id)
			go forward(of)
		}
	})
}

func forward(of pair) {
	defer of.data.Close()
	defer of.failure.Close()
	inside, err := net.Dial("tcp", "127.0.0.1:"+of.data.Headers().Get("port"))
	if err != nil {
		fmt.Fprintf(of.failure, "error forwarding port: %v", err)
		return
	}
	defer inside.Close()
	ended := make(chan struct{}, 2)
	go func() {
		io.Copy(inside, of.data)
		ended <- struct{}{}
	}()
	go func() {
		io.Copy(of.data, inside)
		ended <- struct{}{}
	}()
	<-ended
}
