package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/goccy/go-json"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"rung/internal/job"
	"rung/transform"
)

// maxAdvert bounds one line of input in bytes.
const maxAdvert = 16 << 20

func (a *app) extractCommand() *cobra.Command {
	var text, title string
	var explain bool
	cmd := &cobra.Command{
		Use:   "extract",
		Short: "Show what rung reads in adverts: JSON lines in, JSON lines out",
		Long: `Read adverts as JSON lines {id, title, text or html, location, tags, pay_text} from standard input
and write what rung reads in each, one JSON line each, in the same order. Any field may be missing.

With --text FILE the file is the text of one advert; "-" is standard input.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.load()
			if err != nil {
				return err
			}
			t, err := taxonomy(c)
			if err != nil {
				return err
			}
			x := &extractor{reader: transform.NewReader(t), explain: explain}
			if text != "" {
				return a.extractOne(x, title, text)
			}
			return x.stream(cmd.Context(), a.in, a.out)
		},
	}
	cmd.Flags().StringVar(&text, "text", "", "read one advert as text from `FILE`, or from standard input for -")
	cmd.Flags().StringVar(&title, "title", "", "the `TITLE` of the advert given by --text")
	cmd.Flags().BoolVar(&explain, "explain", false, "say for every decision by which rule and where it was read")
	return cmd
}

// extractOne reads one pasted advert.
func (a *app) extractOne(x *extractor, title, path string) error {
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return usage("", "read the advert: %w", err)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxAdvert+1))
	if err != nil {
		return fmt.Errorf("read the advert: %w", err)
	}
	if len(text) > maxAdvert {
		return usage("", "the advert is larger than %d MB", maxAdvert>>20)
	}
	l := job.Listing{Source: extractSource, ID: "1", Title: title, Text: string(text)}
	return a.object(x.read(&l, nil))
}

// extractSource is the source name of adverts that come by no source.
const extractSource = "extract"

// extractor reads adverts from lines.
type extractor struct {
	reader  *transform.Reader
	explain bool
}

// advert is one line of input.
type advert struct {
	ID       any             `json:"id"`
	Title    string          `json:"title"`
	Text     string          `json:"text"`
	HTML     string          `json:"html"`
	Location json.RawMessage `json:"location"`
	Tags     json.RawMessage `json:"tags"`
	PayText  string          `json:"pay_text"`
}

// batchLines is how many lines one worker takes at a time.
const batchLines = 64

// stream reads lines side by side and writes the answers in order.
func (x *extractor) stream(ctx context.Context, in io.Reader, out io.Writer) error {
	queue := make(chan chan batchResult, 2*runtime.GOMAXPROCS(0))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(queue)
		return x.feed(ctx, in, queue)
	})
	group.Go(func() error {
		w := bufio.NewWriterSize(out, 256<<10)
		for slot := range queue {
			var res batchResult
			select {
			case res = <-slot:
			case <-ctx.Done():
				return ctx.Err()
			}
			if _, err := w.Write(res.out); err != nil {
				return fmt.Errorf("write the answers: %w", err)
			}
			if res.err != nil {
				return errors.Join(res.err, w.Flush())
			}
			if len(queue) == 0 {
				if err := w.Flush(); err != nil {
					return fmt.Errorf("write the answers: %w", err)
				}
			}
		}
		return w.Flush()
	})
	return group.Wait()
}

type batchResult struct {
	out []byte
	err error
}

// feed cuts the input into batches of lines and has them read side by side.
func (x *extractor) feed(ctx context.Context, in io.Reader, queue chan<- chan batchResult) error {
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(runtime.GOMAXPROCS(0))
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), maxAdvert)
	number := 0
	for more := true; more; {
		var batch [][]byte
		first := number + 1
		for len(batch) < batchLines {
			if more = lines.Scan(); !more {
				break
			}
			number++
			batch = append(batch, bytes.Clone(lines.Bytes()))
		}
		if len(batch) == 0 {
			break
		}
		slot := make(chan batchResult, 1)
		select {
		case queue <- slot:
		case <-ctx.Done():
			_ = workers.Wait()
			return ctx.Err()
		}
		workers.Go(func() error {
			slot <- x.batch(batch, first)
			return nil
		})
	}
	if err := lines.Err(); err != nil {
		_ = workers.Wait()
		return usage("one advert is one line of JSON", "read line %d: %w", number+1, err)
	}
	return workers.Wait()
}

// batch answers some lines. first is the number of the first one, for errors.
func (x *extractor) batch(lines [][]byte, first int) (res batchResult) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for i, line := range lines {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		l, id, err := readAdvert(line)
		if err != nil {
			return batchResult{buf.Bytes(), usage("one advert is one line of JSON", "line %d: %w", first+i, err)}
		}
		if err := enc.Encode(x.read(l, id)); err != nil {
			return batchResult{buf.Bytes(), fmt.Errorf("line %d: %w", first+i, err)}
		}
	}
	return batchResult{out: buf.Bytes()}
}

// read answers one advert. One that is refused is answered too, with the reason.
func (x *extractor) read(l *job.Listing, id any) answer {
	err := x.reader.Read(l)
	out := x.answer(l, id)
	if err != nil {
		out.Error = err.Error()
	}
	return out
}

// readAdvert turns a line of input into a listing.
func readAdvert(line []byte) (*job.Listing, any, error) {
	var in advert
	if err := json.Unmarshal(line, &in); err != nil {
		if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			err = fmt.Errorf("%s is a JSON %s, which does not fit", orText(kind.Field, "the advert"), kind.Value)
		}
		return nil, nil, err
	}
	places, err := oneOrMore(in.Location)
	if err != nil {
		return nil, nil, fmt.Errorf("location: %w", err)
	}
	tags, err := oneOrMore(in.Tags)
	if err != nil {
		return nil, nil, fmt.Errorf("tags: %w", err)
	}
	l := &job.Listing{
		Source: extractSource, ID: fmt.Sprint(in.ID), Title: in.Title, Text: in.Text, Locations: places, Tags: tags, PayText: in.PayText,
	}
	if in.HTML != "" {
		l.Text, l.Markup = in.HTML, job.HTML
	}
	return l, in.ID, nil
}

// oneOrMore reads a text or a list of texts.
func oneOrMore(data json.RawMessage) ([]string, error) {
	if len(data) == 0 || string(data) == "null" {
		return nil, nil
	}
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		if one == "" {
			return nil, nil
		}
		return []string{one}, nil
	}
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, errors.New("want a text or a list of texts")
	}
	return list, nil
}
