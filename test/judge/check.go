package main

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// checkLeaves holds every entry against the tiles, the tiles and a tree made of the entries against the signed root.
func (l *log) checkLeaves() error {
	if int64(len(l.entries)) != l.tree.N {
		return fmt.Errorf("%d entries, %d signed", len(l.entries), l.tree.N)
	}
	own, err := l.ownTree()
	if err != nil {
		return err
	}
	for name, reader := range map[string]tlog.HashReader{"entries": own, "tiles": l.reader()} {
		root, err := tlog.TreeHash(l.tree.N, reader)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if root != l.tree.Hash {
			return fmt.Errorf("%s: root %s, signed %s", name, root, l.tree.Hash)
		}
	}
	return l.checkTiles(own)
}

// ownTree makes the tree of the entries.
func (l *log) ownTree() (tlog.HashReader, error) {
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for n, entry := range l.entries {
		if entry.Seq != int64(n) {
			return nil, fmt.Errorf("entry %d says it is %d", n, entry.Seq)
		}
		hashes, err := tlog.StoredHashes(int64(n), entry.leaf(), own)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
	}
	return own, nil
}

// checkTiles holds every tile there is to be against the hashes of the entries.
func (l *log) checkTiles(own tlog.HashReader) error {
	for _, tile := range tlog.NewTiles(height, 0, l.tree.N) {
		want, err := tlog.ReadTileData(tile, own)
		if err != nil {
			return err
		}
		there, err := tiles{l.folder}.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(there[0], want) {
			return fmt.Errorf("%s is not over the entries", tile.Path())
		}
	}
	return nil
}
