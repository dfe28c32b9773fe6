package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"rung/internal/job"
	"rung/transform/clean"
	"rung/transform/headline"
	"rung/transform/title"
)

// commentsTask says for which share of all hiring comments an employer and a family are read. It reads
// the corpus beside the cases, every tenth comment of it.
func commentsTask() Task { return Task{Name: "comments", Run: runComments} }

func runComments(dir string) ([]Figure, []string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "..", "corpus", "hackernews", "*.jsonl.gz"))
	if err != nil || len(paths) == 0 {
		return nil, nil, err
	}
	var n, employers, families, both int
	var misses []string
	for _, path := range paths {
		err := eachComment(path, func(i int, html string) {
			if i%10 != 0 {
				return
			}
			text := clean.Text(html, job.HTML)
			h := headline.Parse(text)
			r := title.FromAdvert(title.Input{Text: text, Headline: h})
			n++
			if h.Employer != "" {
				employers++
			}
			if r.Family != "" {
				families++
			}
			if h.Employer != "" && r.Family != "" {
				both++
			} else if len(misses) < 200 {
				misses = append(misses, fmt.Sprintf("comments: employer %q, family %q: %.120q", h.Employer, r.Family, text))
			}
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return []Figure{
		{Task: "comments", Name: "employer", Value: share(employers, n), N: n},
		{Task: "comments", Name: "family", Value: share(families, n), N: n},
		{Task: "comments", Name: "employer and family", Value: share(both, n), N: n},
	}, misses, nil
}

// eachComment hands over the HTML of every comment of a thread.
func eachComment(path string, use func(i int, html string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open thread: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 16<<20)
	for i := 0; sc.Scan(); i++ {
		var item struct{ Type, Text string }
		if err := json.Unmarshal(sc.Bytes(), &item); err != nil {
			return fmt.Errorf("parse %s: %w", path, err)
		}
		if item.Type == "comment" {
			use(i, item.Text)
		}
	}
	return sc.Err()
}
