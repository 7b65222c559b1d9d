/** A named module that uses all of the library. */
module org.example.consumer {
    requires io.clearmladmin;
    requires io.clearmladmin.events;
    requires io.clearmladmin.helm;
    requires io.clearmladmin.k8s;
    requires io.clearmladmin.kafka;
    requires io.clearmladmin.operations;

    exports org.example;
}
