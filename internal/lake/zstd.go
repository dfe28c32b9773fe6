package lake

import (
	"io"
	"sync"

	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/klauspost/compress/zstd"
)

// pooledZstd is Arrow's zstd codec with its encoders kept for the next page. Frames carry a
// checksum, so that a flipped bit is an error when DuckDB reads the page and never a wrong value.
type pooledZstd struct {
	compress.Codec
	encoders *sync.Pool
}

func newPooledZstd() pooledZstd {
	return pooledZstd{
		Codec: zstdBase(),
		encoders: &sync.Pool{New: func() any {
			e, err := zstd.NewWriter(nil, zstd.WithZeroFrames(true), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true),
				zstd.WithWindowSize(pageBytes)) // a page needs no longer memory
			if err != nil {
				panic(err) // the options are constants
			}
			return e
		}},
	}
}

func zstdBase() compress.Codec {
	c, err := compress.GetCodec(compress.Codecs.Zstd)
	if err != nil {
		panic(err) // Arrow registers it itself
	}
	return c
}

// Encode compresses a page.
func (c pooledZstd) Encode(dst, src []byte) []byte {
	e := c.encoders.Get().(*zstd.Encoder)
	defer c.encoders.Put(e)
	return e.EncodeAll(src, dst[:0])
}

// EncodeLevel compresses a page; the lake has one level.
func (c pooledZstd) EncodeLevel(dst, src []byte, _ int) []byte { return c.Encode(dst, src) }

// NewWriterLevel streams at the lake's one level.
func (c pooledZstd) NewWriterLevel(w io.Writer, _ int) (io.WriteCloser, error) {
	return c.NewWriter(w), nil
}
