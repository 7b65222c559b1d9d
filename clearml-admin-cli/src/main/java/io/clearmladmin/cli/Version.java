package io.clearmladmin.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, and of the Java it runs on. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
        return new String[] {"clearml-admin " + version + " (Java " + Runtime.version() + ")"};
    }
}
