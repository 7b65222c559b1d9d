package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A usage day by day, with its cost. */
final class Usage {

    final double[] usages;
    final double[] costs;
    double total;

    Usage(int days) {
        usages = new double[days];
        costs = new double[days];
    }

    void add(Usage other) {
        for (int i = 0; i < usages.length; i++) {
            usages[i] += other.usages[i];
            costs[i] += other.costs[i];
        }
        total += other.total;
    }

    double totalCost() {
        double sum = 0;
        for (double cost : costs) {
            sum += cost;
        }
        return sum;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("usages", numbers(usages));
        map.put("costs", numbers(costs));
        map.put("total_usage", number(total));
        map.put("total_cost", number(totalCost()));
        return map;
    }

    private static List<Number> numbers(double[] values) {
        List<Number> numbers = new ArrayList<>();
        for (double value : values) {
            numbers.add(number(value));
        }
        return numbers;
    }

    /** Whole numbers are written as such. */
    static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
    }
}
