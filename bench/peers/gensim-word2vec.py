"""The peer of `npm run bench -- word2vec`: gensim. Reads lines of JSON, answers each with milliseconds.

{"tokens": path of int32 word ids, "textTokens": ids a text, "words": ids in all, "vectors": path to write float32
 [words + 1, size] to, and the settings of the training}
"""

import json
import sys
import time

import numpy
from gensim.models import Word2Vec

for line in sys.stdin:
    request = json.loads(line)
    ids = numpy.fromfile(request["tokens"], "<i4").reshape(-1, request["textTokens"])
    texts = [[str(word) for word in text] for text in ids]
    model = Word2Vec(
        vector_size=request["size"], window=request["window"], negative=request["negative"], workers=request["threads"],
        seed=request["seed"], min_count=1, sg=1, sample=0,
    )
    model.build_vocab(texts)
    start = time.perf_counter()
    model.train(texts, total_examples=len(texts), epochs=request["epochs"])
    milliseconds = (time.perf_counter() - start) * 1000
    vectors = numpy.zeros((request["words"] + 1, request["size"]), "<f4")
    for word in model.wv.index_to_key:
        vectors[int(word)] = model.wv[word]
    vectors.tofile(request["vectors"])
    print(json.dumps(milliseconds), flush=True)
