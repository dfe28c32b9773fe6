package reports_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rung/analyze"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBrowser opens a written report in Chromium, from its files: the pages load and ask for nothing, fit
// a phone, and do what they say. Every part uses the same tab of the same browser. Pictures of the pages
// are kept in the folder RUNG_SHOTS, and axe-core is read from the file RUNG_AXE. With RUNG_BROWSER=required, as in CI,
// it fails where either is missing; else it says so and leaves out what it cannot do.
func TestBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if why := unchecked(os.Getenv("RUNG_BROWSER"), err == nil, os.Getenv("RUNG_AXE") != ""); why != "" {
		t.Fatal(why)
	}
	switch {
	case err != nil:
		t.Skip("no chromium here: the pages are not opened in a browser. Install it, or see .ci/run")
	case testing.Short():
		t.Skip("a short run: the pages are not opened in a browser")
	}
	db := open(t, []string{"archive"}, "testdata/small.sql")
	if _, err := db.ExecContext(t.Context(), rareSkills); err != nil {
		t.Fatal(err)
	}
	m := meta()
	// The whole history, since fewer ads have too little pay for premiums on the page "next".
	m.Args = analyze.Args{"since": "2023-06"}
	dir := filepath.Join(t.TempDir(), "report")
	if _, err := build(t, db, m).Write(dir); err != nil {
		t.Fatal(err)
	}
	tab := startTab(t, chromium, dir)
	t.Run("pages", func(t *testing.T) { checkInBrowser(t, tab) })
	t.Run("sort", func(t *testing.T) { checkSorting(t, tab) })
	t.Run("filter", func(t *testing.T) { checkFilter(t, tab) })
	t.Run("ids", func(t *testing.T) { checkIDSwitch(t, tab) })
	t.Run("next", func(t *testing.T) { checkNext(t, tab, db) })
}

// unchecked says what of the browser's checks would be left out although they are required, empty for nothing.
func unchecked(browser string, chromium, axe bool) string {
	switch {
	case browser == "required" && !chromium:
		return "RUNG_BROWSER=required, but there is no chromium: the pages would not be opened in a browser"
	case browser == "required" && !axe:
		return "RUNG_BROWSER=required, but RUNG_AXE does not name axe.min.js: the pages would not be checked for what keeps people out"
	case browser != "" && browser != "required":
		return "RUNG_BROWSER is " + browser + ": want required, or nothing"
	}
	return ""
}

// TestUnchecked wants a failure where a check is required and cannot be made, and none where it is not required.
func TestUnchecked(t *testing.T) {
	for _, c := range []struct {
		browser       string
		chromium, axe bool
		fails         bool
	}{
		{"required", true, true, false},
		{"required", false, true, true},
		{"required", true, false, true},
		{"required", false, false, true},
		{"", false, false, false},
		{"", true, false, false},
		{"requird", true, true, true},
	} {
		if why := unchecked(c.browser, c.chromium, c.axe); (why != "") != c.fails {
			t.Errorf("unchecked(%q, %v, %v): got %q, want a reason: %v", c.browser, c.chromium, c.axe, why, c.fails)
		}
	}
}

// rareSkills are a hundred, each wanted by two ads, so that the page "next" has more skills than digits, and pay for that page.
const rareSkills = `
create table rare as select 'rare-' || i as id, i from range(100) t (i);
insert into skills by name select id, id as name, 'language' as category, false as concept, false as ai, [] as aliases from rare;
insert into mentions by name
select i * 7 + k as version_key, id as skill, id as skill_name, 'language' as category, false as concept, 'required' as strength, id as evidence
from rare, range(2) t (k);
-- Every ad states pay by the year, so that some pairs of skills have fifty ads with pay of the year, and none has by the hour.
insert into pay by name
select id as version_key, id as listing_key, 1 as offer, 70000 + 500 * (hash(id) % 60) as min, 80000 + 500 * (hash(id) % 60) as max,
    'year' as period, posted as posted_at, 'parsed' as basis
from made
where k % 2 = 0 or roll >= 40`

// tab is a tab that shows pages of the report in a folder, and what went wrong in it.
type tab struct {
	ctx context.Context
	dir string

	mu     sync.Mutex
	faults []string
}

func startTab(t *testing.T, chromium, dir string) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
	}
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{ctx: ctx, dir: dir}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	call(t, b, network.Enable, network.EnableParams{})
	call(t, b, log.Enable, cdp.Empty{})
	return b
}

// hear notes what a page must not do: complain, break, or ask for anything but itself.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type != network.ResourceTypeDocument || !strings.HasPrefix(e.Request.URL, "file://") {
			b.faults = append(b.faults, "asked for "+e.Request.URL)
		}
	case *log.EventEntryAdded:
		b.faults = append(b.faults, "complained: "+e.Entry.Text)
	case *runtime.EventConsoleAPICalled:
		b.faults = append(b.faults, "wrote to the console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, "threw "+e.ExceptionDetails.Text)
	}
}

// heard returns what was noted since it was asked last.
func (b *tab) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	faults := b.faults
	b.faults = nil
	return faults
}

func (b *tab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// call runs a command of the browser's protocol.
func call[P, R any](t *testing.T, b *tab, command cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		t.Fatal(err)
	}
}

// open shows a page of the report; fragment may be empty.
func (b *tab) open(t *testing.T, name, fragment string) {
	t.Helper()
	u := url.URL{Scheme: "file", Path: filepath.Join(b.dir, filepath.FromSlash(name)), Fragment: fragment}
	// By way of an empty page: another fragment alone would load nothing.
	b.do(t, chromedp.Navigate("about:blank"))
	b.heard()
	b.do(t, chromedp.Navigate(u.String()))
}

// eval runs an expression in the page and waits for its value.
func eval[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// look is how wide a window is and which colours its user prefers.
type look struct {
	name, scheme  string
	width, height int64
}

var looks = []look{{"wide", "light", 1280, 900}, {"phone", "light", 360, 740}, {"phone", "dark", 360, 740}}

func (b *tab) show(t *testing.T, l look) {
	t.Helper()
	call(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.name == "phone"})
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}})
}

// shoot keeps a picture of the whole page where RUNG_SHOTS says.
func (b *tab) shoot(t *testing.T, name string, l look) {
	t.Helper()
	dir := os.Getenv("RUNG_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := strings.ReplaceAll(strings.TrimSuffix(name, ".html"), "/", "-") + "-" + l.name + "-" + l.scheme + ".png"
	if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
		t.Fatal(err)
	}
}
