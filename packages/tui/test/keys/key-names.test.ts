import { expect, test } from 'vitest';
import { type InkKey, keyNames } from '../../src/keys/key-names.js';

const NO_KEY: InkKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  tab: false,
  shift: false,
  backspace: false,
  delete: false,
  meta: false,
};

test('a burst is split into its keys', () => {
  expect(keyNames('jj', NO_KEY)).toEqual(['j', 'j']);
  expect(keyNames('/a b\r\u0004\u007F', NO_KEY)).toEqual([
    '/',
    'a',
    'space',
    'b',
    'enter',
    'ctrl-d',
    'backspace',
  ]);
});

test('keys that Ink knows have names', () => {
  expect(keyNames('', { ...NO_KEY, pageDown: true })).toEqual(['pagedown']);
  expect(keyNames('', { ...NO_KEY, escape: true, meta: true })).toEqual(['escape']);
  expect(keyNames('', { ...NO_KEY, delete: true })).toEqual(['backspace']);
  expect(keyNames('c', { ...NO_KEY, ctrl: true })).toEqual(['ctrl-c']);
});

test('escape and a letter in one burst are both keys', () => {
  expect(keyNames('j', { ...NO_KEY, meta: true })).toEqual(['escape', 'j']);
});

test('sequences that Ink does not know, and releases, are no keys', () => {
  expect(keyNames('[200~', NO_KEY)).toEqual([]);
  expect(keyNames('[<0;10;10M', NO_KEY)).toEqual([]);
  expect(keyNames('j', { ...NO_KEY, eventType: 'release' })).toEqual([]);
  expect(keyNames('[', NO_KEY)).toEqual(['[']);
});

test('a character beyond the BMP is one key', () => {
  expect(keyNames('𝒳y', NO_KEY)).toEqual(['𝒳', 'y']);
});

test('tab with shift is a key of its own', () => {
  expect(keyNames('', { ...NO_KEY, tab: true, shift: true })).toEqual(['shift-tab']);
  expect(keyNames('', { ...NO_KEY, tab: true })).toEqual(['tab']);
});
