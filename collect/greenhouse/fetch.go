package greenhouse

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// metaPay is the key under which a list carries the pay of its jobs, as their own answers gave it.
const metaPay = "pay"

// memory is what is known of a board from run to run.
type memory struct {
	// Pay holds, by job, the field pay_input_ranges as it came, null for a job that states none.
	Pay map[string]json.RawMessage `json:"pay,omitempty"`
	// More says that jobs are still to be asked for.
	More bool `json:"more,omitempty"`
}

// fetcher is one run over the boards. details bounds for how many jobs pay is asked for.
type fetcher struct{ details *board.Details }

// Fetch asks for the list of every board, and for the pay of jobs that are new.
func Fetch(ctx context.Context, r *collect.Run) error {
	details, err := board.ReadDetails(r.Settings, "details")
	if err != nil {
		return err
	}
	f := &fetcher{details}
	return board.Each(ctx, r, "boards", f.board)
}

func (f *fetcher) board(ctx context.Context, r *collect.Run, name, employer string) error {
	var m memory
	_ = json.Unmarshal([]byte(r.Cursor(name)), &m) // what cannot be read is asked for again
	var ask []polite.Option
	if m.More && f.details.Left() {
		ask = append(ask, polite.Always())
	}
	page, err := site.Get(ctx, r, name, ask...)
	switch {
	case err != nil:
		return err
	case page.Kind == job.PageGone:
		return r.Gone(ctx, page)
	}
	var detailErr error
	if page.Body != nil {
		before := maps.Clone(m.Pay)
		detailErr = f.pay(ctx, r, name, page.Body, &m)
		if page.Kind == job.PageUnchanged && !maps.EqualFunc(stated(before), stated(m.Pay), bytesEqual) {
			page.Kind = job.PageBody // the list says more than before, though its body does not
		}
		if page.Meta, err = meta(employer, m.Pay); err != nil {
			return err
		}
	}
	if err := r.Keep(ctx, page); err != nil {
		return err
	}
	if err := r.Complete(ctx, name); err != nil {
		return err
	}
	if err := save(r, name, m); err != nil {
		return err
	}
	return detailErr
}

func bytesEqual(a, b json.RawMessage) bool { return bytes.Equal(a, b) }

// pay asks for jobs of a list that have not been asked for yet, and forgets those that are gone. Its error
// ends the run over the source; any other failure is reported and leaves the rest for the next run.
func (f *fetcher) pay(ctx context.Context, r *collect.Run, name string, body []byte, m *memory) error {
	rows, err := wire.Rows(body, "jobs")
	if err != nil {
		return err
	}
	known, asks := m.Pay, f.details.Of(r, name, "pay of job")
	m.Pay = map[string]json.RawMessage{}
	var end error
	for _, raw := range rows {
		var j posting
		if json.Unmarshal(raw, &j) != nil || j.ID == "" || string(j.Internal) == "null" {
			continue
		}
		id := string(j.ID)
		if ranges, ok := known[id]; ok {
			m.Pay[id] = ranges
			continue
		}
		if err := asks.Ask(ctx, id, func() error {
			ranges, err := detail(ctx, r, name, id)
			if err == nil {
				m.Pay[id] = ranges
			}
			return err
		}); err != nil {
			end = err // nothing more is asked for, but what is known of the rest stays known
		}
	}
	m.More = asks.More
	return end
}

// detail returns the pay of one job as its own answer gives it, null where it gives none.
func detail(ctx context.Context, r *collect.Run, name, id string) (json.RawMessage, error) {
	none := json.RawMessage("null")
	page, err := r.Get(ctx, name, r.Base+"/v1/boards/"+url.PathEscape(name)+"/jobs/"+url.PathEscape(id)+"?pay_transparency=true")
	if err != nil || page.Kind == job.PageGone {
		return none, err
	}
	var one struct {
		ID     wire.Text       `json:"id"`
		Ranges json.RawMessage `json:"pay_input_ranges"`
	}
	if err := json.Unmarshal(page.Body, &one); err != nil || one.ID == "" {
		return nil, fmt.Errorf("read the job: it is none")
	}
	var ranges []payRange
	if len(one.Ranges) == 0 || json.Unmarshal(one.Ranges, &ranges) != nil || len(ranges) == 0 {
		return none, nil //nolint:nilerr // ranges that do not read are as good as none
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, one.Ranges); err != nil {
		return nil, fmt.Errorf("read the job: %w", err)
	}
	return compact.Bytes(), nil
}

// stated leaves out the jobs that state no pay.
func stated(pay map[string]json.RawMessage) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for id, ranges := range pay {
		if string(ranges) != "null" {
			out[id] = ranges
		}
	}
	return out
}

func meta(employer string, pay map[string]json.RawMessage) (map[string]string, error) {
	out := map[string]string{}
	if employer != "" {
		out["employer"] = employer
	}
	if pay = stated(pay); len(pay) > 0 {
		data, err := json.Marshal(pay)
		if err != nil {
			return nil, fmt.Errorf("write the pay of jobs: %w", err)
		}
		out[metaPay] = string(data)
	}
	return out, nil
}

func save(r *collect.Run, name string, m memory) error {
	data, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write what is known of the board: %w", err)
	}
	return r.SetCursor(name, string(data))
}

// paid reads the pay that travels with a list.
func paid(p job.Page) map[string][]payRange {
	var out map[string][]payRange
	_ = json.Unmarshal([]byte(p.Meta[metaPay]), &out) // written by Fetch; a list without pay is a list too
	return out
}
