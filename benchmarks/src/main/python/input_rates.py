"""The pipelines of InputRates in Python's tf.data: for each line read, one measurement, in rows per second.

Usage: python input_rates.py DIRECTORY, with rows.csv and rows.tfrecord in it.
"""
import os
import sys
import time

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import numpy as np
import tensorflow as tf

DIRECTORY = sys.argv[1]
CSV = f'{DIRECTORY}/rows.csv'
RECORDS = f'{DIRECTORY}/rows.tfrecord'
COLUMNS = 20
SPEC = {f'c{i}': tf.io.FixedLenFeature([], tf.float32) for i in range(COLUMNS)}


def memory(batch):
  x = np.random.rand(60000, 784).astype('float32')
  y = np.random.randint(0, 10, 60000).astype('int32')
  start = time.perf_counter()
  data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(60000).repeat().batch(batch, drop_remainder=True).prefetch(2)
  batches = iter(data)
  next(batches)
  first = time.perf_counter() - start
  return batches, first


def rate(batches, size, limit=None):
  count = 0
  start = time.perf_counter()
  for _ in batches:
    count += 1
    if count == limit:
      break
  return count * size / (time.perf_counter() - start)


def decode(lines):
  return tf.stack(tf.io.decode_csv(lines, [0.] * COLUMNS), 1)


def measure(what):
  if what == 'first':
    return memory(1024)[1]
  if what.startswith('memory'):
    size = int(what.split()[1])
    if what not in kept:
      kept[what] = memory(size)[0]
    return rate(kept[what], size, 300 * 1024 // size)
  if what == 'csv':
    return rate(tf.data.TextLineDataset(CSV).skip(1).batch(256).map(decode, num_parallel_calls=2).prefetch(2), 256)
  if what == 'make_csv':
    data = tf.data.experimental.make_csv_dataset(
        CSV, 256, num_epochs=1, shuffle=False, num_parallel_reads=1, column_defaults=[0.] * COLUMNS)
    batches = iter(data)
    next(batches)
    return rate(batches, 256, 300)
  if what == 'tfrecord':
    data = tf.data.TFRecordDataset(RECORDS).batch(256)
    return rate(data.map(lambda s: tf.io.parse_example(s, SPEC), num_parallel_calls=2).prefetch(2), 256)
  raise ValueError(what)


kept = {}
print('tensorflow', tf.__version__, flush=True)
for line in sys.stdin:
  print(measure(line.strip()), flush=True)
