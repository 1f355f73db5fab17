/**
 * Versions of the standard operators at which the meaning or the form of an operator changed, so that what was written before means
 * something else after (ONNX, docs/Changelog.md). Versions that only added types or attributes with the former meaning as their default are
 * left out, as is all before version 9.
 */
const changes: Readonly<Record<string, readonly number[]>> = {
  Clip: [11],
  DFT: [20],
  Dropout: [12],
  GridSample: [20],
  GroupNormalization: [21],
  Hardmax: [13],
  LogSoftmax: [13],
  Pad: [11],
  ReduceL1: [18],
  ReduceL2: [18],
  ReduceLogSum: [18],
  ReduceLogSumExp: [18],
  ReduceMax: [18],
  ReduceMean: [18],
  ReduceMin: [18],
  ReduceProd: [18],
  ReduceSum: [13],
  ReduceSumSquare: [18],
  Resize: [11],
  RoiAlign: [16],
  Scatter: [11],
  Slice: [10],
  Softmax: [13],
  Split: [13, 18],
  Squeeze: [13],
  TopK: [10],
  Unsqueeze: [13],
  Upsample: [10],
}

/** The oldest version of the standard operators whose graphs are read. */
export const oldestOperatorSet = 9

/** Whether an operator changed from one version of the standard operators to a later one. */
export function hasChanged(operator: string, from: number, to: number): boolean {
  return (changes[operator] ?? []).some((version) => from < version && version <= to)
}
