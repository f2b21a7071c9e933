package dev.tributary.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out the tests, and what is on their class path and keeps rules of its own: the simulator, and what keeps their evidence. */
final class LibraryCode implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return new ImportOption.DoNotIncludeTests().includes(location)
                && !location.contains("/dev/tributary/simulator/")
                && !location.contains("/dev/tributary/evidence/");
    }
}
