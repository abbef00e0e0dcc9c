/** Bytes that are read or written at once: small enough that checksums are worked out meanwhile. */
export const PIECE_BYTES = 1 << 23;
