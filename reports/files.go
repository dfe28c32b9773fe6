package reports

import "slices"

// file is one file of a report.
type file struct {
	name string
	data []byte
}

// files renders everything that a report consists of.
func (r *Report) files() ([]file, error) {
	pages := r.pages()
	nav := slices.DeleteFunc(slices.Clone(pages), func(p page) bool { return p.Nav == "" })
	var list []file
	for _, p := range pages {
		data, err := r.html(p, nav)
		if err != nil {
			return nil, err
		}
		list = append(list, file{p.File, data})
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
