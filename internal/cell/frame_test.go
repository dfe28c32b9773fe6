package cell

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func TestFramesPass(t *testing.T) {
	var b bytes.Buffer
	want := []frame{{kindOpen, []byte("{}")}, {kindDone, nil}, {kindRows, bytes.Repeat([]byte("x"), 3<<20)}}
	for _, f := range want {
		if err := writeFrame(&b, f.kind, f.data); err != nil {
			t.Fatal(err)
		}
	}
	whole := bytes.Clone(b.Bytes())
	for _, w := range want {
		if f, err := readFrame(&b); err != nil || f.kind != w.kind || !bytes.Equal(f.data, w.data) {
			t.Errorf("read kind %d, %d bytes, %v, want kind %d, %d bytes", f.kind, len(f.data), err, w.kind, len(w.data))
		}
	}
	if _, err := readFrame(&b); !errors.Is(err, io.EOF) {
		t.Errorf("after the last frame: %v, want EOF", err)
	}
	for _, n := range []int{1, 6, 14, len(whole) - 1} {
		r := bytes.NewReader(whole[:n])
		var err error
		for err == nil {
			_, err = readFrame(r)
		}
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d bytes of frames end with %v", n, err)
		}
	}
	if err := writeFrame(io.Discard, kindRows, make([]byte, maxFrame+1)); err == nil {
		t.Error("a frame that is too large was written")
	}
}

func FuzzReadFrame(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 1, '{', '}'})
	f.Add([]byte{255, 255, 255, 255, 1})
	f.Add([]byte{255, 255, 255, 63, 1, 'x'})
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, err := readFrame(bytes.NewReader(data)); err == nil && len(got.data) > len(data) {
			t.Errorf("%d bytes came out of %d", len(got.data), len(data))
		}
	})
}

func TestTheBeginningIsKept(t *testing.T) {
	var b beginning
	for _, s := range []string{"\n  \n", "SIGABRT: abort\n", string(bytes.Repeat([]byte("x"), 2*saidSize)), "more"} {
		if n, err := b.Write([]byte(s)); n != len(s) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
	}
	if b.line() != "SIGABRT: abort" || len(b.text) != saidSize {
		t.Errorf("kept %d bytes, the line is %q", len(b.text), b.line())
	}
}
