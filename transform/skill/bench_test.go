package skill

import (
	"html"
	"path/filepath"
	"strings"
	"testing"

	"rung/internal/shared"
)

// builtIn stands in for real adverts where the shared corpus is absent.
const builtIn = `Acme | Senior Backend Engineer | Remote (EU) | Full-time

We are a small team that builds tools for people who grow food. Our services are written in Go and Python,
with PostgreSQL, Redis and Kafka behind them, and the front end is React with TypeScript. You will own what
you build, from the first talk with a farmer to the graphs that we watch each morning.

Requirements:
- 4+ years with Go, Java or another typed language
- You know SQL well and have run PostgreSQL in production
- Docker, Kubernetes and Terraform on AWS or Google Cloud

Nice to have: Rust, gRPC, an interest in soil. We offer a fair salary, six weeks off and a bicycle.
`

// realText returns some megabytes of real adverts as text, or the built-in one repeated.
func realText() []string {
	var out []string
	err := shared.EachItem(filepath.FromSlash("../../../shared/corpus/hackernews/2024-10.jsonl.gz"), func(c struct{ Text string }) {
		if c.Text != "" {
			out = append(out, html.UnescapeString(strings.ReplaceAll(c.Text, "<p>", "\n\n")))
		}
	})
	if err != nil {
		return []string{builtIn}
	}
	return out
}

func size(texts []string) (n int64) {
	for _, s := range texts {
		n += int64(len(s))
	}
	return n
}

// BenchmarkMatcher measures the table alone: text in, marks out.
func BenchmarkMatcher(b *testing.B) {
	tax, texts := mustLoad(b), realText()
	b.SetBytes(size(texts))
	b.ReportAllocs()
	var marks []mark
	for b.Loop() {
		for _, s := range texts {
			marks = tax.table.scan(s, marks[:0])
		}
	}
}

// BenchmarkFind measures the whole reading of skills.
func BenchmarkFind(b *testing.B) {
	tax, texts := mustLoad(b), realText()
	b.SetBytes(size(texts))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range texts {
			tax.Find("", s, nil)
		}
	}
	b.ReportMetric(float64(len(texts)*b.N)/b.Elapsed().Seconds(), "adverts/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
