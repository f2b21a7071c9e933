package dev.tributary.gateway.doctor;

/** Judges whether a site is what it is said to be: everybody knows the users of a simulator and their passwords. */
final class SimulatorJudge {

    private static final String MARK = "X-Tributary-Simulator";

    private SimulatorJudge() {}

    static Judgement judge(Place place, Heard.Answered heard, boolean confluence) {
        boolean simulator = heard.answer().header(MARK).isPresent();
        boolean said = place.config().simulator();
        if (simulator && !said) {
            return Judgement.of(
                    "a simulator",
                    Advice.error(
                            place.setting("simulator"),
                            "The site is a simulator, and the configuration does not say so.",
                            "Everybody knows its users and their passwords, so that 'tributary serve' refuses it.",
                            "Set " + place.setting("simulator") + ": true if that is meant; else correct "
                                    + place.edition(place.isCloud() ? "hosts" : "baseUrl") + "."));
        }
        if (said && !simulator && !confluence) {
            return Judgement.skipped("no Confluence answers there");
        }
        if (said && !simulator) {
            return Judgement.of(
                    "no simulator",
                    Advice.warning(
                            place.setting("simulator"),
                            "The site is said to be a simulator, and is none.",
                            "With that word the gateway would also take a simulator, and the simulator's well-known client"
                                    + " secret, in place of the real Confluence.",
                            "Remove " + place.setting("simulator") + "."));
        }
        return Judgement.well(simulator ? "a simulator, as the configuration says" : "no simulator");
    }
}
