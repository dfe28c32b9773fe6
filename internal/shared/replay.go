package shared

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Asked is a request in the log of the replay server, in the order in which it was answered.
type Asked struct {
	// T is the moment in seconds, as the server's clock has it.
	T float64 `json:"t"`
	// Host is the site's real host, Path what was asked of it.
	Host  string `json:"host"`
	Path  string `json:"path"`
	Query string `json:"query"`
	UA    string `json:"ua"`
	// INM is the validator of a conditional request.
	INM    string `json:"inm"`
	Status int    `json:"status"`
}

// Replay starts the server of recorded sites on a free port, with further arguments, and stops it at the
// end of the test. It returns the address below which the sites lie. Without the real data, or without
// python3, the test is skipped.
func Replay(tb testing.TB, args ...string) string {
	tb.Helper()
	script := Dir(tb, "replay", "serve.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		tb.Skip("skipped: there is no python3 to run the replay server")
	}
	port := filepath.Join(tb.TempDir(), "port")
	cmd := exec.CommandContext(tb.Context(), python, append([]string{script, "--port", "0", "--port-file", port}, args...)...)
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for range 400 {
		if text, err := os.ReadFile(port); err == nil && len(text) > 0 {
			return "http://127.0.0.1:" + string(text)
		}
		time.Sleep(50 * time.Millisecond)
	}
	tb.Fatal("the replay server did not start")
	return ""
}

// Log returns what the sites whose host ends in suffix saw so far.
func Log(tb testing.TB, base, suffix string) []Asked {
	tb.Helper()
	req, err := http.NewRequestWithContext(tb.Context(), http.MethodGet, base+"/__log", nil)
	if err != nil {
		tb.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	var all, out []Asked
	if err := json.NewDecoder(resp.Body).Decode(&all); err != nil {
		tb.Fatalf("read the log of the replay server: %v", err)
	}
	for _, r := range all {
		if strings.HasSuffix(r.Host, suffix) {
			out = append(out, r)
		}
	}
	return out
}
