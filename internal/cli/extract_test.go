package cli

import "testing"

func FuzzReadAdvert(f *testing.F) {
	for _, s := range []string{
		`{"id":1,"title":"Go","location":["a","b"],"tags":"x"}`, `{"id":{"a":[1]},"html":"<p>"}`, `[`, `{"title":1}`, `{"location":[1]}`, `null`, `"\ud800"`, "{\"id\":\"\xff\"}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if l, _, err := readAdvert(line); err == nil && l == nil {
			t.Errorf("readAdvert(%q) gave neither an advert nor an error", line)
		}
	})
}
