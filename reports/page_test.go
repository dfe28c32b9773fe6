package reports_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPages checks the pages of the small market, whose adverts mean harm.
func TestPages(t *testing.T) {
	files := written(t, market(t))
	checkPages(t, files)
	for _, shown := range []string{"&lt;img src=x onerror=alert(1)&gt;", "&lt;i&gt;X&lt;/i&gt; | *lang*", "An &lt;Archive&gt;"} {
		if !bytes.Contains(joined(files, ".html"), []byte(shown)) {
			t.Errorf("no page shows %q as text", shown)
		}
	}
}

func joined(files map[string][]byte, ext string) []byte {
	var all []byte
	for name, data := range files {
		if path.Ext(name) == ext {
			all = append(all, data...)
		}
	}
	return all
}

// checkPages parses every page and checks what holds for all.
func checkPages(t *testing.T, files map[string][]byte) {
	t.Helper()
	docs := map[string]*page{}
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p := &page{t: t, name: name, ids: map[string]bool{}}
		p.walk(doc)
		p.finish()
		docs[name] = p
	}
	figures := figureIDs(t, files["report.json"])
	for name, p := range docs {
		for _, id := range p.figures {
			if !figures[id] {
				t.Errorf("%s: figure %q is no cell of a table of report.json", name, id)
			}
		}
		for _, link := range p.links {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: link %q: %v", name, link, err)
				continue
			}
			if u.Scheme == "http" || u.Scheme == "https" {
				continue
			}
			if u.Scheme != "" || u.Host != "" {
				t.Errorf("%s: link %q leads neither into the report nor to the web", name, link)
				continue
			}
			to := name
			if u.Path != "" {
				to = path.Join(path.Dir(name), u.Path)
			}
			if files[to] == nil {
				t.Errorf("%s: link %q leads to no file", name, link)
			} else if u.Fragment != "" && !docs[to].ids[u.Fragment] {
				t.Errorf("%s: link %q leads to no place", name, link)
			}
		}
	}
}

// page is what is found on one page.
type page struct {
	t       *testing.T
	name    string
	ids     map[string]bool
	refs    []string
	links   []string
	figures []string
	policy  string
	inlined []string
	level   int
	h1      int
	lang    string
}

// The elements that a page may hold: nothing that loads, embeds or sends.
var elements = strings.Fields(`html head meta title style body a p header nav ul ol li main h1 h2 section strong span small footer div table caption
	thead tbody tr th td figure figcaption svg desc path rect circle text details summary script form fieldset legend label input output select option noscript code`)

var attributes = strings.Fields(`lang charset http-equiv content name class href id tabindex aria-label aria-labelledby aria-current aria-live aria-hidden role rel
	title data-sort data-for scope for type value autocomplete hidden viewBox d x y r cx cy width height text-anchor min step inputmode`)

func (p *page) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *page) element(n *html.Node) {
	if !slices.Contains(elements, n.Data) {
		p.t.Errorf("%s: element <%s> is not among those a page may hold", p.name, n.Data)
	}
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		if !slices.Contains(attributes, a.Key) {
			p.t.Errorf("%s: <%s> has the attribute %s=%q", p.name, n.Data, a.Key, a.Val)
		}
	}
	if id, ok := attr["id"]; ok {
		if p.ids[id] || id == "" {
			p.t.Errorf("%s: id %q is there twice or empty", p.name, id)
		}
		p.ids[id] = true
	}
	for _, key := range []string{"aria-labelledby", "for", "data-for"} {
		p.refs = append(p.refs, strings.Fields(attr[key])...)
	}
	if attr["class"] == "figure" && attr["title"] == "" {
		p.t.Errorf("%s: a figure has no title", p.name)
	}
	switch n.Data {
	case "code":
		if attr["class"] == "id" {
			p.figures = append(p.figures, n.FirstChild.Data)
		}
	case "html":
		p.lang = attr["lang"]
	case "a":
		p.links = append(p.links, attr["href"])
		if strings.Contains(attr["href"], ":") && attr["rel"] != "noopener" {
			p.t.Errorf("%s: link %q has rel %q", p.name, attr["href"], attr["rel"])
		}
	case "meta":
		if attr["http-equiv"] == "Content-Security-Policy" {
			p.policy = attr["content"]
		}
	case "style", "script":
		if attr["type"] == "" {
			p.inlined = append(p.inlined, n.FirstChild.Data)
		} else if !json.Valid([]byte(n.FirstChild.Data)) {
			p.t.Errorf("%s: the embedded data is no JSON", p.name)
		}
	case "h1", "h2", "h3":
		p.heading(int(n.Data[1] - '0'))
	case "table":
		p.table(n)
	case "svg":
		if attr["role"] == "img" && (n.FirstChild == nil || count(n, "title") == 0 || count(n, "desc") != 1) {
			p.t.Errorf("%s: a chart has no title or no description", p.name)
		}
	}
}

func (p *page) heading(level int) {
	if level > p.level+1 {
		p.t.Errorf("%s: a heading of level %d follows one of level %d", p.name, level, p.level)
	}
	p.level = level
	if level == 1 {
		p.h1++
	}
}

func (p *page) table(n *html.Node) {
	if count(n, "caption") != 1 || count(n, "thead") != 1 || count(n, "tr") < 2 {
		p.t.Errorf("%s: a table has no caption, no header or no row", p.name)
	}
}

func count(n *html.Node, name string) int {
	k := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			k++
		}
	}
	return k
}

// finish checks what needs the whole page.
func (p *page) finish() {
	if p.h1 != 1 || p.lang != "en" {
		p.t.Errorf("%s: got %d main headings and language %q, want 1 and en", p.name, p.h1, p.lang)
	}
	for _, id := range p.refs {
		if !p.ids[id] {
			p.t.Errorf("%s: id %q is referred to and not there", p.name, id)
		}
	}
	if !strings.HasPrefix(p.policy, "default-src 'none';") {
		p.t.Errorf("%s: content policy %q", p.name, p.policy)
	}
	for _, text := range p.inlined {
		sum := sha256.Sum256([]byte(text))
		if !strings.Contains(p.policy, base64.StdEncoding.EncodeToString(sum[:])) {
			p.t.Errorf("%s: the content policy does not know an inlined text that begins %.60q", p.name, text)
		}
		if strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			p.t.Errorf("%s: an inlined text loads something", p.name)
		}
	}
}

// figureIDs are the ids of all cells of the tables of report.json.
func figureIDs(t *testing.T, data []byte) map[string]bool {
	t.Helper()
	var report struct {
		Tables []struct {
			Figure  string
			Keys    []string
			Columns []struct{ Name string }
			Rows    [][]any
		}
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatalf("report.json: %v", err)
	}
	ids := map[string]bool{}
	for _, table := range report.Tables {
		for _, row := range table.Rows {
			parts := []string{table.Figure}
			for _, key := range table.Keys {
				for i, c := range table.Columns {
					if c.Name == key {
						parts = append(parts, keyText(key, row[i]))
					}
				}
			}
			for _, c := range table.Columns {
				ids[strings.Join(append(slices.Clone(parts), c.Name), "/")] = true
			}
		}
	}
	return ids
}

func keyText(key string, v any) string {
	switch s := fmt.Sprint(v); {
	case v == nil:
		return ""
	case key == "month":
		return s[:len("2006-01")]
	default:
		return s
	}
}
