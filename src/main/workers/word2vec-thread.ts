import { workerData } from 'node:worker_threads'
import { learnShare, type Word2VecShare } from '../text/word2vec-share'

/** A thread of the word2vec worker: learns the share that it was started with, into the memory it shares with the others. */
const stretches = learnShare(workerData as Word2VecShare)
while (!stretches.next().done);
