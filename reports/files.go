package reports

import (
	"context"
	"runtime"
	"slices"
)

// file is one file of a report.
type file struct {
	name string
	data []byte
}

// files renders everything that a report consists of.
func (r *Report) files() ([]file, error) {
	pages := r.pages()
	nav := slices.DeleteFunc(slices.Clone(pages), func(p page) bool { return p.Nav == "" })
	list := make([]file, len(pages))
	err := together(context.Background(), runtime.GOMAXPROCS(0), len(pages), func(_ context.Context, i int) error {
		data, err := r.html(pages[i], nav)
		list[i] = file{pages[i].File, data}
		return err
	})
	if err != nil {
		return nil, err
	}
	md, err := r.markdown(pages)
	if err != nil {
		return nil, err
	}
	js, err := r.json()
	if err != nil {
		return nil, err
	}
	list = append(list, file{"report.md", md}, file{"report.json", js})
	for _, key := range r.tables() {
		data, err := r.csv(r.answers[key])
		if err != nil {
			return nil, err
		}
		list = append(list, file{"data/" + key + ".csv", data})
		if r.meta.Parquet == nil {
			continue
		}
		if data, err = r.parquet(r.answers[key]); err != nil {
			return nil, err
		}
		list = append(list, file{"data/" + key + ".parquet", data})
	}
	return list, nil
}
