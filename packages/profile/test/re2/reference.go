// Answers what Go's regexp makes of a pattern: one JSON array, the pattern and then texts, a line in; a line out with
// a digit for each text, 1 for a match, or with the error.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
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
		line, err := json.Marshal(answer(call[0], call[1:]))
		if err != nil {
			panic(err)
		}
		out.Write(line)
		out.WriteByte('\n')
	}
}

func answer(pattern string, texts []string) string {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return err.Error()
	}
	var digits strings.Builder
	for _, text := range texts {
		if re.MatchString(text) {
			digits.WriteByte('1')
		} else {
			digits.WriteByte('0')
		}
	}
	return digits.String()
}
