/** Wire types of protobuf. Groups (3 and 4) do not occur in profiles and are refused, as pprof does. */
export const VARINT = 0;
export const FIXED64 = 1;
export const LENGTH = 2;
export const FIXED32 = 5;
