package org.estimator4j.input;

/** The rows of an order several times over, each round with a key of its own. */
record RepeatedRows(RowOrder inner, long times) implements RowOrder {

  @Override
  public long length() {
    long round = inner.length();
    if (round == 0 || times == 0) {
      return 0;
    }
    boolean endless = times > (ENDLESS - 1) / round;
    return endless ? ENDLESS : round * times;
  }

  @Override
  public String operation() {
    return times == ENDLESS ? "repeat without end" : "repeat " + times + " times";
  }

  @Override
  public Walk walk() {
    Walk walk = inner.walk();
    long length = inner.length();
    return new Walk() {
      private OrderKey key = new OrderKey(0, 0);
      private long round;

      @Override
      public void seek(OrderKey key, long position) {
        this.key = key;
        this.round = length == 0 ? times : Math.min(times, position / length);
        if (round < times) {
          walk.seek(key.round(round), position % length);
        }
      }

      @Override
      public int next(int[] rows, int from, int wanted) {
        int given = 0;
        while (given < wanted && round < times) {
          given += walk.next(rows, from + given, wanted - given);
          if (given < wanted && ++round < times) {
            walk.seek(key.round(round), 0);
          }
        }
        return given;
      }
    };
  }
}
