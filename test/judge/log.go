package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A log as it lies in a folder: its signed tree, and what it was made of.
type log struct {
	folder  string
	tree    tlog.Tree
	entries []entry
}

// An entry, as a line of entries.jsonl has it.
type entry struct {
	Seq          int64  `json:"seq"`
	Stream       string `json:"stream"`
	FirstVersion int64  `json:"first_version"`
	Version      int64  `json:"version"`
	Hash         string `json:"hash"`
}

// leaf is the entry's text in the tree: docs/evidence.md.
func (e entry) leaf() []byte {
	return fmt.Appendf(nil, "%s\n%d-%d\n%s\n", e.Stream, e.FirstVersion, e.Version, e.Hash)
}

func openLog(folder string) (*log, error) {
	key, err := os.ReadFile(filepath.Join(folder, "key"))
	if err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(key), "\n"))
	if err != nil {
		return nil, err
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	tree, err := openCheckpoint(signed, verifier)
	if err != nil {
		return nil, err
	}
	entries, err := readEntries(filepath.Join(folder, "entries.jsonl"))
	return &log{folder, tree, entries}, err
}

// openCheckpoint reads the three lines of c2sp.org/tlog-checkpoint.
func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := parseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func parseHash(text string) (tlog.Hash, error) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(bytes) != tlog.HashSize {
		return tlog.Hash{}, fmt.Errorf("not a hash: %q", text)
	}
	return tlog.Hash(bytes), nil
}

func readEntries(path string) ([]entry, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []entry
	for lines := json.NewDecoder(file); lines.More(); {
		var next entry
		if err := lines.Decode(&next); err != nil {
			return nil, err
		}
		entries = append(entries, next)
	}
	return entries, nil
}
