"""The peer of `npm run bench -- features`: librosa. Reads lines of JSON, answers each with milliseconds.

{"samples": path}  MFCC of 45 s of float32 samples at 22,050 Hz
{"file": path}     the middle 73 s of an audio file, resampled, of each 5 s the first 3, and their MFCC
"""

import json
import sys
import time

import librosa
import numpy

SAMPLE_RATE = 22_050


def mfcc(samples):
    return librosa.feature.mfcc(
        y=samples, sr=SAMPLE_RATE, n_mfcc=20, n_fft=661, hop_length=661, n_mels=128, pad_mode="constant"
    )


def excerpt(path):
    start = max(0, (librosa.get_duration(path=path) - 73) / 2)
    samples, _ = librosa.load(path, sr=SAMPLE_RATE, mono=True, offset=start, duration=73)
    segments = [samples[s * SAMPLE_RATE : (s + 3) * SAMPLE_RATE] for s in range(0, 73, 5)]
    return numpy.concatenate(segments)


loaded = {}
for line in sys.stdin:
    request = json.loads(line)
    if "samples" in request and request["samples"] not in loaded:
        loaded[request["samples"]] = numpy.fromfile(request["samples"], "<f4")
    start = time.perf_counter()
    if "samples" in request:
        mfcc(loaded[request["samples"]])
    else:
        mfcc(excerpt(request["file"]))
    print(json.dumps((time.perf_counter() - start) * 1000), flush=True)
