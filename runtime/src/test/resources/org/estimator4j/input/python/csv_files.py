"""CSV from Python to Java: csv_files.py DIRECTORY writes the same rows there in many ways and prints what tf.data finds in them."""
import csv
import gzip
import os
import random
import struct
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

TEXTS = ['plain', 'with, comma', 'a "quote"', 'two\nlines', ' spaces ', 'ä漢字🙂', '', '7', '""', 'tab\t']


def opened(path, mode):
  if path.endswith('.gz'):
    return gzip.open(path, mode + 't', encoding='utf-8', newline='')
  return open(path, mode, encoding='utf-8-sig' if 'mark' in path else 'utf-8', newline='')


def number(random):
  # No smaller ones: TensorFlow's kernels take denormal numbers for 0, we do not.
  return random.choice([
      random.gauss(0, 1), random.uniform(-1e38, 1e38), random.uniform(1.2e-38, 1e-37), float(random.randrange(10**6)), 1e-07,
      float('inf'), float('-inf'), 0.1, -0.0
  ])


def write(path, dialect):
  """Floats as repr writes them; None where there is no number."""
  draw = random.Random(11)
  with opened(path, 'w') as out:
    writer = csv.writer(out, quoting=getattr(csv, dialect), lineterminator='\n' if 'unix' in path else '\r\n')
    writer.writerow(['id', 'x', 'y', 'text', 'label'])
    for i in range(500):
      gap = draw.random() < 0.1
      text = draw.choice(TEXTS) + draw.choice(TEXTS)
      writer.writerow([draw.randrange(-2**63, 2**63), number(draw), None if gap else number(draw), text, i % 3])


def bits(kind, value):
  return struct.pack(kind, value).hex()


def read(path):
  import tensorflow as tf
  defaults = [tf.int64, tf.float32, tf.constant([-1.0], tf.float64), tf.constant([''], tf.string), tf.int32]
  rows = tf.data.experimental.CsvDataset(path, defaults, 'GZIP' if path.endswith('.gz') else '', header=True)
  for n, x, y, text, label in rows.as_numpy_iterator():
    yield f'{n};{bits(">f", x)};{bits(">d", y)};{text.hex()};{label}'


def main(directory):
  found = []
  for kind in ('plain.csv', 'unix.csv', 'mark.csv', 'packed.csv.gz'):
    for dialect in ('QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC'):
      path = os.path.join(directory, dialect + '-' + kind)
      write(path, dialect)
      if kind != 'mark.csv':  # TensorFlow does not know the mark
        found.append(list(read(path)))
  assert all(rows == found[0] for rows in found)
  print('\n'.join(found[0]))


main(sys.argv[1])
