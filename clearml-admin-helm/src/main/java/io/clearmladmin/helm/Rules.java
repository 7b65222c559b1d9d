package io.clearmladmin.helm;

import java.util.List;

/** One look at values. */
@FunctionalInterface
interface Rules {

    /** All looks, in the order in which findings of one severity are told. */
    List<Rules> ALL = List.of(
            SecretRules::look,
            ExistingSecretRules::look,
            TextRules::look,
            TruthRules::look,
            KeyRules::look,
            IngressRules::look,
            DatabaseRules::look,
            EnvRules::look,
            GroupRules::look,
            CustomEventsRules::look,
            FixedUserRules::look,
            CustomEventsChartRules::look);

    void at(Values values, Findings findings);

    static void look(Values values, Findings findings) {
        if (!OtherChart.look(values, findings)) {
            ALL.forEach(rules -> rules.at(values, findings));
        }
    }
}
