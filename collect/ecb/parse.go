package ecb

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
)

// maxHistory bounds the history when it is unpacked. It was 2 MB in 2026 and grows by 70 KB a year.
const maxHistory = 16 << 20

// Parse reads one of the three files, told apart by how they begin. Every day has a rate of the euro too, so
// that all currencies are converted alike. A figure that is no rate is a reject.
func Parse(p job.Page) (job.Parsed, error) {
	d := days{page: p}
	var err error
	if bytes.HasPrefix(p.Body, []byte("PK")) {
		err = d.history(p.Body)
	} else {
		err = d.envelope(p.Body)
	}
	return d.out, err
}

// days collects what a file holds.
type days struct {
	page job.Page
	out  job.Parsed
	// now is the day that rates are read of, zero when it is none.
	now time.Time
}

// begin opens a day. One that cannot be is a reject, and so are its rates.
func (d *days) begin(text string) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(text))
	if err != nil || t.Year() < 1999 || !d.page.FetchedAt.IsZero() && t.After(d.page.FetchedAt.AddDate(0, 0, 2)) {
		err = &wire.FieldError{Field: "date", Reason: fmt.Sprintf("%.40q is no day of a rate", text)}
	}
	if d.now = t; err != nil {
		d.now = time.Time{}
		d.reject(text, err)
		return
	}
	d.out.Rates = append(d.out.Rates, job.Rate{Date: d.now, Currency: "EUR", PerEUR: 1})
}

func (d *days) rate(currency, text string) {
	currency, text = strings.TrimSpace(currency), strings.TrimSpace(text)
	if text == "" || text == "N/A" || d.now.IsZero() {
		return
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || currency == "EUR":
		d.reject(currency, &wire.FieldError{Field: "currency", Reason: fmt.Sprintf("%.40q is none", currency)})
	case err != nil || !(v > 0) || v > 1e9:
		d.reject(currency, &wire.FieldError{Field: "rate", Reason: fmt.Sprintf("%.40q is no rate", text)})
	default:
		d.out.Rates = append(d.out.Rates, job.Rate{Date: d.now, Currency: currency, PerEUR: v})
	}
}

// maxRejects bounds what is said about a file that is wrong all through.
const maxRejects = 100

func (d *days) reject(sample string, err error) {
	if len(d.out.Rejects) < maxRejects {
		d.out.Rejects = append(d.out.Rejects, wire.Reject(d.page, "", []byte(sample), err))
	}
}

// envelope reads the XML files: a Cube for each day, with a Cube for each currency in it.
func (d *days) envelope(body []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(body))
	root := ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && root != "" {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the rates: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root == "" {
			if root = start.Name.Local; root != "Envelope" {
				return fmt.Errorf("read the rates: the file begins with %.40q, want Envelope", root)
			}
		}
		if start.Name.Local == "Cube" {
			d.cube(start.Attr)
		}
	}
}

func (d *days) cube(attrs []xml.Attr) {
	at := map[string]string{}
	for _, a := range attrs {
		at[a.Name.Local] = a.Value
	}
	if day, ok := at["time"]; ok {
		d.begin(day)
	}
	if currency, ok := at["currency"]; ok {
		d.rate(currency, at["rate"])
	}
}

// history reads the packed table of every day: a head line of currencies, then a line for each day.
func (d *days) history(body []byte) error {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil || len(z.File) == 0 {
		return fmt.Errorf("unpack the rates: no file in it: %w", err)
	}
	f, err := z.File[0].Open()
	if err != nil {
		return fmt.Errorf("unpack the rates: %w", err)
	}
	defer f.Close()
	limited := &io.LimitedReader{R: f, N: maxHistory}
	rows := csv.NewReader(limited)
	rows.FieldsPerRecord, rows.ReuseRecord = -1, true
	head, err := rows.Read()
	if err != nil || len(head) < 2 || head[0] != "Date" {
		return fmt.Errorf("read the rates: no head line: %w", err)
	}
	currencies := append([]string{}, head...)
	for {
		row, err := rows.Read()
		switch {
		case limited.N <= 0:
			return fmt.Errorf("unpack the rates: over %d bytes", maxHistory)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read the rates: %w", err)
		}
		d.begin(row[0])
		for i := 1; i < min(len(row), len(currencies)); i++ {
			if currencies[i] != "" {
				d.rate(currencies[i], row[i])
			}
		}
	}
}
