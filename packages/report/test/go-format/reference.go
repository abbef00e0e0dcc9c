// Answers what Go's own formatting gives: one JSON array of arguments a line in, one JSON string a line out.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"text/tabwriter"
	"time"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var call []string
		if err := json.Unmarshal(in.Bytes(), &call); err != nil {
			panic(err)
		}
		line, err := json.Marshal(answer(call[0], call[1], call[2]))
		if err != nil {
			panic(err)
		}
		out.Write(line)
		out.WriteByte('\n')
	}
}

func answer(what, first, second string) string {
	switch what {
	case "fixed":
		return fmt.Sprintf("%.*f", int(whole(second)), double(first))
	case "general":
		return fmt.Sprintf("%.*g", int(whole(second)), double(first))
	case "duration":
		return time.Duration(whole(first)).String()
	case "time":
		return moment(first, second).Format("2006-01-02 15:04:05 MST")
	case "timestamp":
		return moment(first, second).String()
	case "align":
		var text bytes.Buffer
		w := tabwriter.NewWriter(&text, 0, 0, 1, ' ', tabwriter.AlignRight)
		fmt.Fprint(w, first)
		w.Flush()
		return text.String()
	}
	panic(what)
}

// A double travels as its 64 bits.
func double(bits string) float64 {
	n, err := strconv.ParseUint(bits, 10, 64)
	if err != nil {
		panic(err)
	}
	return math.Float64frombits(n)
}

func whole(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

func moment(nanos, zone string) time.Time {
	place, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return time.Unix(0, whole(nanos)).In(place)
}
