package personio

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"rung/collect/wire"
)

// position is one element of that name.
type position struct {
	ID           wire.Text   `xml:"id"`
	Subcompany   wire.Text   `xml:"subcompany"`
	Office       wire.Text   `xml:"office"`
	Offices      []wire.Text `xml:"additionalOffices>office"`
	Department   wire.Text   `xml:"department"`
	Recruiting   wire.Text   `xml:"recruitingCategory"`
	Name         wire.Text   `xml:"name"`
	Descriptions []struct {
		Name  wire.Text `xml:"name"`
		Value wire.Text `xml:"value"`
	} `xml:"jobDescriptions>jobDescription"`
	Employment wire.Text `xml:"employmentType"`
	Seniority  wire.Text `xml:"seniority"`
	Schedule   wire.Text `xml:"schedule"`
	Years      wire.Text `xml:"yearsOfExperience"`
	Keywords   wire.Text `xml:"keywords"`
	Created    wire.Text `xml:"createdAt"`

	// raw is the element as it came.
	raw []byte
}

const (
	// maxDepth is far above the five levels of the feed.
	maxDepth = 32
	// maxPositions bounds the memory that one feed of many empty elements may take.
	maxPositions = 20_000
)

var (
	errDepth = errors.New("elements lie in each other too deeply")
	errMany  = fmt.Errorf("more than %d positions", maxPositions)
)

// shallow hands on the tokens of a decoder and refuses what is nested too deeply.
type shallow struct {
	*xml.Decoder
	depth int
}

// Token implements [xml.TokenReader].
func (s *shallow) Token() (xml.Token, error) {
	t, err := s.Decoder.Token()
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, errDepth
		}
	case xml.EndElement:
		s.depth--
	}
	return t, err
}

// positions reads a whole feed. An error says that the page is no such thing.
func positions(body []byte) ([]position, error) {
	in := &shallow{Decoder: xml.NewDecoder(bytes.NewReader(body))}
	d := xml.NewTokenDecoder(in)
	if err := root(d); err != nil {
		return nil, fmt.Errorf("read the feed: %w", err)
	}
	var out []position
	for {
		begin := in.InputOffset()
		t, err := d.Token()
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "position" {
				err = d.Skip()
				break
			}
			var p position
			if err = d.DecodeElement(&p, &t); err == nil {
				p.raw = body[begin:in.InputOffset()]
				out = append(out, p)
			}
		case xml.EndElement:
			return out, nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil, errors.New("read the feed: it ends in the middle")
		case err != nil:
			return nil, fmt.Errorf("read the feed: %w", err)
		case len(out) > maxPositions:
			return nil, fmt.Errorf("read the feed: %w", errMany)
		}
	}
}

// root reads up to the first element, which tells the feed from a page.
func root(d *xml.Decoder) error {
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return errors.New("it is empty, or no XML")
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			if start.Name.Local != "workzag-jobs" {
				return fmt.Errorf("it begins with <%.40s> where <workzag-jobs> was expected", start.Name.Local)
			}
			return nil
		}
	}
}
