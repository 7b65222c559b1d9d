package io.clearmladmin.micrometer;

import io.clearmladmin.house.KeepsHouseRules;

class HouseRulesTest extends KeepsHouseRules {}
