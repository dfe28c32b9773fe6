package main

import ("bufio";"fmt";"os";"rung/transform/title")

func main() {
	s := bufio.NewScanner(os.Stdin)
	for s.Scan() {
		r := title.Read(s.Text())
		e := ""
		if r.EntryLevel { e = "ENTRY" }
		m := ""
		if r.Mixed { m = "MIXED" }
		fmt.Printf("%-60.60s %-22s %-10s%s%s | %s | %s\n", s.Text(), r.Family, r.Seniority, e, m, r.Core, r.Key)
	}
}
