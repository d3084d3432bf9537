"""Record files between Python and Java: records.py read FILE prints its rows, records.py write FILE writes the same three."""
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow as tf

ROWS = [
    (7, [1.5, -0.25], [b'a', 'ä'.encode()], [3, 9], [0.5, 2.0], b'\xff\xd8\x00'),
    (-8, [0.0, 3e38], [], [], [], b'text'),
    (2**62, [1e-40, 2.0], [b'c'], [0], [1.0], b''),
]


def ints(values):
  return tf.train.Feature(int64_list=tf.train.Int64List(value=values))


def floats(values):
  return tf.train.Feature(float_list=tf.train.FloatList(value=values))


def strings(values):
  return tf.train.Feature(bytes_list=tf.train.BytesList(value=values))


def write(path):
  options = tf.io.TFRecordOptions(compression_type='GZIP' if path.endswith('.gz') else '')
  with tf.io.TFRecordWriter(path, options) as out:
    for number, pair, words, places, weights, raw in ROWS:
      feature = {
          'id': ints([number]), 'pair': floats(pair), 'words': strings(words), 'weights/indices': ints(places),
          'weights/values': floats(weights), 'raw': strings([raw])
      }
      out.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


def read(path):
  spec = {
      'id': tf.io.FixedLenFeature([], tf.int64),
      'pair': tf.io.FixedLenFeature([2], tf.float32),
      'words': tf.io.RaggedFeature(tf.string),
      'weights': tf.io.SparseFeature('weights/indices', 'weights/values', tf.float32, 10),
      'raw': tf.io.FixedLenFeature([], tf.string),
  }
  records = tf.data.TFRecordDataset(path, 'GZIP' if path.endswith('.gz') else '')
  for row in records.map(lambda r: tf.io.parse_single_example(r, spec)):
    print(int(row['id']), [float(x) for x in row['pair']],
          [w.hex() for w in row['words'].numpy()],
          [int(i) for i in row['weights'].indices.numpy().ravel()],
          [float(x) for x in row['weights'].values.numpy()], row['raw'].numpy().hex(), sep=';')


{'read': read, 'write': write}[sys.argv[1]](sys.argv[2])
