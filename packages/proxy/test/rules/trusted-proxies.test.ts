import { describe, expect, it } from 'vitest';
import { peerAddress } from '../../src/rules/peer-address.js';
import { TrustedProxies } from '../../src/rules/trusted-proxies.js';

describe('H1: trusted proxies', () => {
  it.each([
    [['loopback'], '127.0.0.1', true],
    [['loopback'], '127.200.3.4', true],
    [['loopback'], '::1', true],
    [['loopback'], '::ffff:127.0.0.1', true],
    [['loopback'], '10.0.0.1', false],
    [['10.0.0.7'], '10.0.0.7', true],
    [['10.0.0.7'], '::ffff:10.0.0.7', true],
    [['10.0.0.7'], '10.0.0.70', false],
    [['10.0.0.0/8', '192.168.1.0/24'], '192.168.1.255', true],
    [['10.0.0.0/8', '192.168.1.0/24'], '192.168.2.1', false],
    [['10.0.0.0/32'], '10.0.0.1', false],
    [['0.0.0.0/0'], '8.8.8.8', true],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['fd00::/8'], 'fd12:3456::1', true],
    [['fd00::/8'], 'fe80::1', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [['2001:db8::1'], '2001:DB8:0::1', true],
    [[], '127.0.0.1', false],
    [['loopback'], 'not an address', false],
    [['loopback'], '', false],
    [['loopback'], undefined, false],
  ])('of %j trusts %s: %s', (entries, address, expected) => {
    expect(new TrustedProxies(entries).trusts(address)).toBe(expected);
  });

  it.each([
    'localhost',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '/8',
    'fe80::1%eth0',
    '',
    '*',
  ])('refuses the entry %j', (entry) => {
    expect(() => new TrustedProxies(['loopback', entry])).toThrow(
      expect.objectContaining({ code: 'HT_E_BAD_OPTION' }),
    );
  });
});

it.each([
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['10.0.0.7', '10.0.0.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['::ffff:a00:7', '::ffff:a00:7'],
])('H1: writes the peer %s as %s', (remoteAddress, address) => {
  expect(peerAddress(remoteAddress)).toBe(address);
});
