"""The peer of `npm run bench -- label-errors`: cleanlab. Reads lines of JSON, answers each with scores.

{"labels": [[valence, arousal], …], "predictions": [[valence, arousal], …]}; rows of one number are valence alone.
Answers {"residual-min": […], "residual-mean": […], "outre-min": […], "outre-mean": […]}: how suspicious each label is, the negative of
cleanlab's regression label quality of each dimension, joined by the least or by the mean.
"""

import json
import sys

import numpy
from cleanlab.regression.rank import get_label_quality_scores

for line in sys.stdin:
    request = json.loads(line)
    labels, predictions = (numpy.asarray(request[key]) for key in ("labels", "predictions"))
    answer = {}
    for method in ("residual", "outre"):
        quality = numpy.stack(
            [get_label_quality_scores(labels[:, axis], predictions[:, axis], method=method) for axis in range(labels.shape[1])]
        )
        answer[f"{method}-min"] = (-quality.min(axis=0)).tolist()
        answer[f"{method}-mean"] = (-quality.mean(axis=0)).tolist()
    print(json.dumps(answer), flush=True)
