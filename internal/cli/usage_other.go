//go:build !unix

package cli

import (
	"os"
	"time"
)

// usedSelf is unknown here.
func usedSelf() time.Duration { return 0 }

// mostMemory is unknown here.
func mostMemory(*os.ProcessState) int64 { return 0 }
