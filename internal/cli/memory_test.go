package cli

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
)

// TestTransformKeepsWithinMemory transforms 60,000 adverts in a process that may take 512 MiB. With all of the
// default budget it takes 520 to 540, and what holds every advert in memory takes more.
func TestTransformKeepsWithinMemory(t *testing.T) {
	if raced || testing.Short() {
		t.Skip("the race detector takes several times the memory")
	}
	const budget, most = "512", 460
	cmd := exec.CommandContext(t.Context(), "rung", "scale", "--json", "--listings", "60000", "--more", "0", "--out", filepath.Join(t.TempDir(), "scale"))
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "RUNG_") }), // settings of whoever tests
		"HOME="+t.TempDir(), "RUNG_TRANSFORM_MEMORY_MB="+budget)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("rung scale: %v\n%s", err, said.String())
	}
	var steps []struct {
		Step     string `json:"step"`
		Listings int    `json:"listings"`
		PeakMiB  int    `json:"peak_mib"`
	}
	if err := json.Unmarshal(out, &steps); err != nil || len(steps) != 2 {
		t.Fatalf("rung scale says %s: %v", out, err)
	}
	if steps[1].PeakMiB == 0 {
		t.Skip("this system does not tell how much memory a process took")
	}
	t.Logf("%s: %d adverts with %d MiB at most", steps[1].Step, steps[1].Listings, steps[1].PeakMiB)
	if steps[1].PeakMiB > most {
		t.Errorf("a transform of %d adverts took %d MiB, want at most %d with transform.memory_mb at %s", steps[1].Listings, steps[1].PeakMiB, most, budget)
	}
}

// TestMemoryChangesNoRow compares the same adverts with the default budget, all at once, and with the least, a few
// at a time.
func TestMemoryChangesNoRow(t *testing.T) {
	t.Parallel()
	s := someSmallLake(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	var all []job.Page
	for p := range 40 {
		all = append(all, feedPage(t, rnd, p, 60))
	}
	s.collect(t, all)
	s.read(t, false, madeUpStart)
	want := s.contents(t)["jobs"]
	s.lake.SetMemory(1)
	if n := s.lake.Fit(groupBatch); n < 2 || n > len(want)/20 {
		t.Fatalf("%d listings are grouped at a time, of %d", n, len(want))
	}
	s.read(t, true, madeUpStart)
	if diff := cmp.Diff(want, s.contents(t)["jobs"]); diff != "" {
		t.Errorf("rows of jobs (-all at once +a few at a time)\n%s", diff)
	}
}
