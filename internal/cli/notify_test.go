package cli

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rung/internal/lake"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"  mail  -s rung\tme@example.com ", []string{"mail", "-s", "rung", "me@example.com"}},
		{`sh -c 'cat > "$HOME/x"; echo $?'`, []string{"sh", "-c", `cat > "$HOME/x"; echo $?`}},
		{`a "b c"d '' "e\"f\\g\h"`, []string{"a", "b cd", "", `e"f\g\h`}},
		{`/opt/my\ tools/notify \'x`, []string{"/opt/my tools/notify", "'x"}},
		{`echo $HOME *`, []string{"echo", "$HOME", "*"}},
	} {
		if got, err := words(c.in); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("words(%q) = %q, %v, want %q", c.in, got, err, c.want)
		}
	}
	for _, bad := range []string{`a 'b`, `a "b`, `a \`} {
		if got, err := words(bad); err == nil {
			t.Errorf("words(%q) = %q, want an error", bad, got)
		}
	}
}

func FuzzShellWord(f *testing.F) {
	for _, s := range []string{"", "plain-1.2/x", "it's", `a"b\c`, "two\nlines", "ü %"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := words(shellWord(s))
		if strings.ToValidUTF8(s, "") == s && (err != nil || len(got) != 1 || got[0] != s) {
			t.Errorf("words(shellWord(%q)) = %q, %v", s, got, err)
		}
	})
}

// needsShell skips a test where there is no POSIX shell to run a command in.
func needsShell(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skipf("skipped: the command of this test is written for sh: %v", err)
	}
}

func TestNotify(t *testing.T) {
	needsShell(t)
	b := newBoard(t, "a")
	file := filepath.Join(b.dir, "told.json")
	command := "sh -c 'cat > " + file + "; echo \"told $RUNG_OUTCOME\"'"
	b.rung(t, Done, "collect", "--notify", command)
	if _, err := os.Stat(file); err == nil {
		t.Error("somebody was told of a run that went well")
	}
	b.shows(http.StatusForbidden)
	out := b.rung(t, Failed, "collect", "--notify", command)
	if strings.Contains(out, "told") || !strings.Contains(b.log.String(), "told failed") {
		t.Errorf("the command's words belong on standard error: out %q, err %q", out, b.log.String())
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got notice
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if got.Command != "collect" || got.Outcome != "failed" || got.Code != Failed || got.RunID == "" || got.Lake != b.lakeDir() ||
		len(got.Sources) != 1 || got.Sources[0].Outcome != "failed" || !strings.Contains(strings.Join(got.Messages, "\n"), "403") {
		t.Errorf("the notice is %s", data)
	}
}

func TestNotifyOfALockedLake(t *testing.T) {
	needsShell(t)
	b := newBoard(t, "a")
	l, err := lake.OpenWrite(b.lakeDir(), "a test")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(b.dir, "told.json")
	b.rung(t, Busy, "collect", "--notify", "sh -c 'cat > "+file+"; echo told $RUNG_OUTCOME'")
	if !strings.Contains(b.log.String(), "told busy") {
		t.Errorf("nobody was told: %s", b.log.String())
	}
	var got notice
	if err := json.Unmarshal([]byte(content(t, file)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Lake != b.lakeDir() || !strings.HasPrefix(got.RunID, "20261103T0500") || got.Outcome != "busy" || got.Code != Busy || len(got.Messages) != 1 {
		t.Errorf("the notice is %s", content(t, file))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNotifyFails(t *testing.T) {
	needsShell(t)
	b := newBoard(t, "a")
	b.notifyLimit = 50 * time.Millisecond
	end := ending{code: Failed, err: errors.New("it broke")}
	began := time.Now()
	if err := b.notify(t.Context(), []string{"sh", "-c", "sleep 30"}, end); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("a command that hangs gives %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("a command that hangs held us for %s", took)
	}
	b.notifyLimit = 0
	if err := b.notify(t.Context(), []string{"sh", "-c", "exit 7"}, end); err == nil || !strings.Contains(err.Error(), "7") {
		t.Errorf("a command that fails gives %v", err)
	}
	b.rung(t, Usage, "collect", "--notify", "sh -c 'open")
}

// TestAfterIsCheckedBefore wants what cannot be done after the work refused before it: no run begins.
func TestAfterIsCheckedBefore(t *testing.T) {
	fakeTools(t)
	b := newBoard(t, "a")
	nowhere := filepath.Join(b.dir, "nowhere", "rung.prom")
	for _, c := range []struct{ flag, value, want string }{
		{"--notify", "nosuchcmd me", `"nosuchcmd": executable file not found`},
		{"--notify", filepath.Join(b.dir, "nosuchcmd"), "no such file"},
		{"--notify", "", "it is empty"},
		{"--notify", "  ", "it is empty"},
		{"--notify", "sh -c 'open", "quote"},
		{"--metrics", "", "it is empty"},
		{"--metrics", nowhere, "no such file or directory"},
		{"--metrics", b.dir, "is a folder"},
	} {
		for _, command := range [][]string{{"run"}, {"collect"}, {"transform"}, {"run", "--watch", "6h"}} {
			b.log.Reset()
			b.rung(t, Usage, append(command, c.flag, c.value)...)
			if !strings.Contains(b.log.String(), c.want) {
				t.Errorf("%v %s %q says %q, want %q", command, c.flag, c.value, b.log.String(), c.want)
			}
		}
		if c.value != nowhere && c.value != b.dir { // a folder is made, and needs to be there, when a schedule is put in place
			b.rung(t, Usage, "schedule", "--cron", "--", c.flag, c.value)
		}
	}
	file := filepath.Join(b.dir, "told.json")
	b.rung(t, Usage, "run", "--metrics", nowhere, "--notify", "sh -c 'cat > "+file+"'")
	if told := content(t, file); !strings.Contains(told, "--metrics") {
		t.Errorf("who is to be told of what goes wrong is told %s", told)
	}
	b.rung(t, Usage, "schedule", "--cron", "--install", "--", "--metrics", b.dir) // the folder itself
	if _, err := os.Stat(filepath.Join(b.lakeDir(), "lake.json")); err == nil {
		t.Error("a run began")
	}
	if left, err := filepath.Glob(filepath.Join(b.dir, ".rung-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
