package reports

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// marker lists the files of a report in its folder. Only a folder that has one, and nothing beside what
// it lists, is ever replaced.
const marker = ".rung-report"

const markerHead = "Written by rung report. These files are replaced by the next report:"

// Write writes the report into a folder and returns the path of its first page. The folder is whole or not
// there at all: it is written beside and renamed. An older report in its place is replaced; any other
// folder that is not empty is an error and stays as it is.
func (r *Report) Write(dir string) (index string, err error) {
	files, err := r.files()
	if err != nil {
		return "", err
	}
	if dir, err = place(dir); err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	if err := replaceable(dir); err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), ".rung-report-new-")
	if err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	if err := writeAll(fresh, files); err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	if err := swap(fresh, dir); err != nil {
		return "", fmt.Errorf("write the report: %w", err)
	}
	return filepath.Join(dir, "index.html"), nil
}

// place is the absolute path of the folder; a link is followed, so that the link itself stays.
func place(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	followed, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return abs, nil
	}
	return followed, err
}

// replaceable returns an error unless dir is absent, empty, or a report of ours without other files.
func replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	list, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.HasPrefix(list, []byte(markerHead)) {
		return fmt.Errorf("%s holds files and is no report; choose another folder", dir)
	}
	if err != nil {
		return err
	}
	ours := map[string]bool{marker: true}
	for s := bufio.NewScanner(bytes.NewReader(list)); s.Scan(); {
		ours[s.Text()] = true
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil && !ours[filepath.ToSlash(name)] {
			err = fmt.Errorf("%s is in the folder of the report but no part of it; move it, or choose another folder", path)
		}
		return err
	})
}

func writeAll(dir string, files []file) error {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	slices.Sort(names)
	list := markerHead + "\n" + strings.Join(names, "\n") + "\n"
	for _, f := range append(slices.Clone(files), file{marker, []byte(list)}) {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o644); err != nil {
			return err
		}
	}
	return os.Chmod(dir, 0o755)
}

// swap puts fresh in the place of dir. When the second rename fails, the older report is put back.
func swap(fresh, dir string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, dir)
	}
	old := fresh + "-old"
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return os.RemoveAll(old)
}
