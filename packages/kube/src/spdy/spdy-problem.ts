/** The peer breaks SPDY/3; the message goes on from "the tunnel brought". */
export class SpdyProblem extends Error {
  override readonly name = 'SpdyProblem';
}
