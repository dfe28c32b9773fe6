// Rung watches the job and gig market from public listings. See README.md.
package main

import (
	"os"

	"rung/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
