package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// proofs that another implementation made: to be found true, equal to Go's own, and false once changed.
type proofs struct {
	Inclusion   []inclusion   `json:"inclusion"`
	Consistency []consistency `json:"consistency"`
}

type inclusion struct {
	Index int64  `json:"index"`
	Size  int64  `json:"size"`
	Root  hash   `json:"root"`
	Proof []hash `json:"proof"`
}

type consistency struct {
	Old     int64  `json:"old"`
	OldRoot hash   `json:"old_root"`
	Size    int64  `json:"size"`
	Root    hash   `json:"root"`
	Proof   []hash `json:"proof"`
}

// hash is a tlog.Hash in base64.
type hash struct{ tlog.Hash }

func (h *hash) UnmarshalText(text []byte) (err error) {
	h.Hash, err = parseHash(string(text))
	return err
}

func plain(proof []hash) []tlog.Hash {
	hashes := make([]tlog.Hash, len(proof))
	for i, hash := range proof {
		hashes[i] = hash.Hash
	}
	return hashes
}

// checkProofs judges the proofs in proofs.json, where there is one, and counts them.
func (l *log) checkProofs(count *int) error {
	bytes, err := os.ReadFile(filepath.Join(l.folder, "proofs.json"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	var given proofs
	if err := json.Unmarshal(bytes, &given); err != nil {
		return err
	}
	for _, p := range given.Inclusion {
		if err := l.checkInclusion(p); err != nil {
			return fmt.Errorf("inclusion of %d in %d: %w", p.Index, p.Size, err)
		}
	}
	for _, p := range given.Consistency {
		if err := l.checkConsistency(p); err != nil {
			return fmt.Errorf("consistency of %d with %d: %w", p.Old, p.Size, err)
		}
	}
	*count = len(given.Inclusion) + len(given.Consistency)
	return nil
}

func (l *log) checkInclusion(p inclusion) error {
	if err := l.checkRoot(p.Size, p.Root.Hash, l.reader()); err != nil {
		return err
	}
	own, err := tlog.ProveRecord(p.Size, p.Index, l.reader())
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(l.entries[p.Index].leaf())
	return judgeProof(func(proof []tlog.Hash, root tlog.Hash) error {
		return tlog.CheckRecord(proof, p.Size, root, p.Index, leaf)
	}, plain(p.Proof), own, p.Root.Hash)
}

func (l *log) checkConsistency(p consistency) error {
	if err := l.checkRoot(p.Size, p.Root.Hash, l.reader()); err != nil {
		return err
	}
	if err := l.checkRoot(p.Old, p.OldRoot.Hash, l.reader()); err != nil {
		return err
	}
	own, err := tlog.ProveTree(p.Size, p.Old, l.reader())
	if err != nil {
		return err
	}
	return judgeProof(func(proof []tlog.Hash, root tlog.Hash) error {
		return tlog.CheckTree(proof, p.Size, root, p.Old, p.OldRoot.Hash)
	}, plain(p.Proof), own, p.Root.Hash)
}

// judgeProof takes a proof that is true and Go's own, and that is no more once any of its hashes or the root is changed.
func judgeProof(check func([]tlog.Hash, tlog.Hash) error, proof, own []tlog.Hash, root tlog.Hash) error {
	if err := check(proof, root); err != nil {
		return err
	}
	if !slices.Equal(proof, own) {
		return fmt.Errorf("it is not the one that Go makes")
	}
	for i := range proof {
		changed := slices.Clone(proof)
		changed[i][0] ^= 1
		if check(changed, root) == nil {
			return fmt.Errorf("true even with hash %d changed", i)
		}
		if check(slices.Delete(slices.Clone(proof), i, i+1), root) == nil {
			return fmt.Errorf("true even without hash %d", i)
		}
	}
	root[0] ^= 1
	if check(proof, root) == nil {
		return fmt.Errorf("true even of another root")
	}
	return nil
}
