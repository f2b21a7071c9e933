package dev.tributary.confluence;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;

/** Which reader understands which Confluence. */
public final class SiteAnswers {

    private static final AnswerReader DATA_CENTER = new DataCenterAnswers();
    private static final AnswerReader CLOUD = new CloudAnswers();

    private SiteAnswers() {}

    /** Returns the reader of a deployment's answers. */
    public static AnswerReader of(Deployment deployment) {
        return deployment instanceof Cloud ? CLOUD : DATA_CENTER;
    }
}
