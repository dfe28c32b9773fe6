package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/internal/golden"
	"rung/internal/shared"
	"rung/transform/eval"
)

// slack is how far a figure may fall below the committed one before the gate closes: less than one
// case of the smallest task.
const slack = 0.0005

// TestEval measures every extractor on the labelled cases. A figure that fell since results.json was
// committed fails; with -update the file is written anew, and -v prints the misses for tuning.
func TestEval(t *testing.T) {
	dir := shared.Dir(t, "gold")
	if racing {
		t.Skip("skipped under the race detector: make test measures in a run of its own")
	}
	committed := map[string]eval.Figure{}
	for _, f := range eval.Results() {
		committed[f.Task+"/"+f.Name] = f
	}
	var all []eval.Figure
	for _, task := range eval.Tasks() {
		t.Run(task.Name, func(t *testing.T) {
			figures, misses, err := task.Run(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range figures {
				f.Value = math.Round(f.Value*10_000) / 10_000
				all = append(all, f)
				t.Log(line(f))
				old, ok := committed[f.Task+"/"+f.Name]
				if !golden.Updating() && ok && f.Value < old.Value-slack {
					t.Errorf("%s %s fell from %.4f to %.4f (n=%d)", f.Task, f.Name, old.Value, f.Value, f.N)
				}
				if !golden.Updating() && !ok {
					t.Errorf("%s %s is not in results.json: run make eval", f.Task, f.Name)
				}
			}
			writeMisses(t, task.Name, misses)
		})
	}
	if golden.Updating() {
		writeResults(t, all)
	}
}

func line(f eval.Figure) string {
	bar := ""
	if f.Bar > 0 {
		bar = fmt.Sprintf("  bar %.2f", f.Bar)
		if f.Value < f.Bar {
			bar += " MISSED"
		}
	}
	return fmt.Sprintf("%-12s %-40s %.4f  n=%d%s", f.Task, f.Name, f.Value, f.N, bar)
}

// writeMisses keeps the misses of a task where RUNG_MISSES names a folder: there are too many to print.
func writeMisses(t *testing.T, task string, misses []string) {
	t.Helper()
	dir := os.Getenv("RUNG_MISSES")
	if dir == "" || len(misses) == 0 {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, task+".txt"), []byte(strings.Join(misses, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func writeResults(t *testing.T, figures []eval.Figure) {
	t.Helper()
	var buf bytes.Buffer
	buf.WriteString("[\n")
	for i, f := range figures {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		buf.WriteString("  " + string(data))
		if i < len(figures)-1 {
			buf.WriteByte(',')
		}
		buf.WriteByte('\n')
	}
	buf.WriteString("]\n")
	if err := os.WriteFile("results.json", buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestResultsAreSound(t *testing.T) {
	for _, f := range eval.Results() {
		if f.Task == "" || f.Name == "" || f.N <= 0 || f.Value < 0 || f.Value > 1 {
			t.Errorf("results.json holds %+v", f)
		}
	}
}
