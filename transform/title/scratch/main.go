package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"rung/internal/job"
	"rung/transform/clean"
	"rung/transform/employment"
	"rung/transform/headline"
	"rung/transform/title"
)

func main() {
	seed, _ := strconv.Atoi(os.Args[1])
	files, _ := filepath.Glob("../shared/corpus/hackernews/*.jsonl.gz")
	r := rand.New(rand.NewSource(int64(seed)))
	var texts []string
	for _, f := range files {
		fh, _ := os.Open(f)
		z, _ := gzip.NewReader(fh)
		s := bufio.NewScanner(z)
		s.Buffer(nil, 1<<26)
		for s.Scan() {
			var it struct{ Type, Text string }
			json.Unmarshal(s.Bytes(), &it)
			if it.Type == "comment" && r.Intn(10) == 0 {
				texts = append(texts, clean.Text(it.Text, job.HTML))
			}
		}
	}
	n := 0
	headline.Parse("x | y")
	t0 := time.Now()
	var th, tt, te time.Duration
	for _, t := range texts {
		n += len(t)
		a := time.Now()
		h := headline.Parse(t)
		b := time.Now()
		x := title.FromAdvert(title.Input{Text: t, Headline: h})
		c := time.Now()
		employment.Read(employment.Input{Text: t, Roles: x.Roles})
		d := time.Now()
		th += b.Sub(a); tt += c.Sub(b); te += d.Sub(c)
	}
	el := time.Since(t0)
	fmt.Println(len(texts), n/len(texts), "bytes avg", el/time.Duration(len(texts)), "per post", th/time.Duration(len(texts)), tt/time.Duration(len(texts)), te/time.Duration(len(texts)))
	for i := 0; i < 50; i++ {
		t := texts[r.Intn(len(texts))]
		h := headline.Parse(t)
		x := title.FromAdvert(title.Input{Text: t, Headline: h})
		var sp []employment.Span
		for _, p := range h.Parts { if p.Kind != headline.Employer && p.Kind != headline.URL { sp = append(sp, employment.Span{p.Start, p.End}) } }
		e, _ := employment.Read(employment.Input{Text: t, Roles: x.Roles, Header: sp})
		fmt.Printf("--- %.170q\n   EMP %q FAM %s SEN %q %s ENTRY %v %s %v\n", t, h.Employer, x.Family, x.Seniority, x.SeniorityWhy.Rule, x.EntryLevel, x.EntryWhy.Rule, e)
		for _, ro := range x.Roles { fmt.Printf("      %s [%s %s] %s\n", ro.Title, ro.Family, ro.Seniority, ro.Rule) }
	}
}
